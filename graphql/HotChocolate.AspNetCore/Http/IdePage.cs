using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HotChocolate.AspNetCore;

/// <summary>A page on which people try operations out, with its files; it asks nobody but this server.</summary>
internal static class IdePage
{
    /// <summary>The route of a script or style, below the path of the page.</summary>
    public const string FilePattern = "nitro/{file}";

    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static readonly string Page = Encoding.UTF8.GetString(IdeFiles.All["ide.html"]);

    /// <summary>Writes the page.</summary>
    /// <param name="context">The request for the page.</param>
    /// <param name="endpoint">Where GraphQL is, as seen from the path of the page with a slash behind it.</param>
    public static Task WriteAsync(HttpContext context, string endpoint)
    {
        // Relative addresses hold behind a proxy that takes a prefix away, too.
        var path = context.Request.PathBase + context.Request.Path;
        var segment = path.Value![(path.Value!.LastIndexOf('/') + 1)..];
        var folder = segment.Length == 0 ? "." : $"./{Uri.EscapeDataString(segment)}";
        var html = Page
            .Replace("{{files}}", WebUtility.HtmlEncode($"{folder}/nitro"), StringComparison.Ordinal)
            .Replace(
                "{{endpoint}}",
                WebUtility.HtmlEncode(endpoint.StartsWith('/') ? endpoint : $"{folder}/{endpoint}"),
                StringComparison.Ordinal);
        context.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        context.Response.Headers.Vary = HeaderNames.Accept;

        return WriteAsync(context, Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8");
    }

    /// <summary>Writes the script or style that the route names, or 404.</summary>
    public static Task WriteFileAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["file"]!;
        var type = System.IO.Path.GetExtension(name) switch
        {
            ".mjs" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".svg" => "image/svg+xml",
            _ => null,
        };
        if (type is not null && IdeFiles.All.TryGetValue(name, out var content))
        {
            return WriteAsync(context, content, type);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;

        return Task.CompletedTask;
    }

    private static Task WriteAsync(HttpContext context, byte[] content, string type)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(content))[..32]}\"");

        return TypedResults.Bytes(content, type, entityTag: tag).ExecuteAsync(context);
    }
}
