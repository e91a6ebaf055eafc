using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>
/// Names, attributes and status of a server span: OpenTelemetry semantic conventions, HTTP spans, stable.
/// </summary>
internal static class HttpSpan
{
    private const string OtherMethod = "_OTHER";

    public static void Start(Activity activity, HttpRequest request)
    {
        var method = KnownMethod(request.Method);
        activity.DisplayName = method == OtherMethod ? "HTTP" : method;
        activity.SetTag("http.request.method", method);
        if (method == OtherMethod)
        {
            activity.SetTag("http.request.method_original", request.Method);
        }

        if (request.Host.HasValue)
        {
            activity.SetTag("server.address", request.Host.Host);
            if (request.Host.Port is { } port and not (80 or 443))
            {
                activity.SetTag("server.port", port);
            }
        }

        activity.SetTag("url.scheme", request.Scheme);
        activity.SetTag("url.path", (request.PathBase + request.Path).Value is { Length: > 0 } path ? path : "/");
        if (request.QueryString.HasValue)
        {
            activity.SetTag("url.query", Redact(request.QueryString.Value!));
        }

        if (request.Headers.UserAgent is [{ Length: > 0 } userAgent, ..])
        {
            activity.SetTag("user_agent.original", userAgent);
        }

        activity.SetTag("network.protocol.version", ProtocolVersion(request.Protocol));
    }

    public static void Stop(Activity activity, HttpContext context)
    {
        if (Route(context) is { Length: > 0 } route)
        {
            activity.SetTag("http.route", route);
            activity.DisplayName = $"{activity.DisplayName} {route}";
        }

        var status = context.Response.StatusCode;
        activity.SetTag("http.response.status_code", status);
        if (status >= StatusCodes.Status500InternalServerError)
        {
            activity.SetStatus(ActivityStatusCode.Error, activity.StatusDescription);
            if (activity.GetTagItem("error.type") is null)
            {
                activity.SetTag("error.type", status.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    /// <summary>
    /// The payload is the framework's own type with a property <c>exception</c> in either letter case.
    /// </summary>
    public static void Fail(Activity activity, object payload)
    {
        var property = payload.GetType().GetProperty("exception") ?? payload.GetType().GetProperty("Exception");
        if (property?.GetValue(payload) is Exception exception)
        {
            activity.SetTag("error.type", exception.GetType().FullName);
            activity.SetStatus(ActivityStatusCode.Error, exception.Message);
        }
    }

    private static string? Route(HttpContext context) =>
        context.GetEndpoint() is not { } endpoint
            ? null
            : endpoint.Metadata.GetMetadata<IRouteDiagnosticsMetadata>()?.Route
              ?? (endpoint as RouteEndpoint)?.RoutePattern.RawText;

    private static string KnownMethod(string method) => HttpMethods.GetCanonicalizedValue(method) switch
    {
        "GET" or "POST" or "PUT" or "PATCH" or "DELETE" or "HEAD" or "OPTIONS" or "TRACE" or "CONNECT"
            => HttpMethods.GetCanonicalizedValue(method),
        _ => OtherMethod,
    };

    private static string ProtocolVersion(string protocol) => protocol switch
    {
        "HTTP/1.1" => "1.1",
        "HTTP/2" => "2",
        "HTTP/3" => "3",
        _ => protocol.Replace("HTTP/", "", StringComparison.Ordinal),
    };

    /// <summary>A query may hold secrets: its keys are kept, each value is replaced (the official default).</summary>
    private static string Redact(string query) =>
        "?" + string.Join('&', query[1..].Split('&').Select(static pair =>
            pair.IndexOf('=', StringComparison.Ordinal) is var at and >= 0 ? $"{pair[..at]}=Redacted" : pair));
}
