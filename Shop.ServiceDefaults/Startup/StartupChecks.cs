using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Shop.ServiceDefaults.Telemetry;

namespace Shop.ServiceDefaults.Startup;

/// <summary>Checks of settings that the framework reads without naming them when they are wrong.</summary>
internal static class StartupChecks
{
    public const string TelemetryEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private const string NoAddress = ", which is not an address such as http://127.0.0.1:8080.";

    /// <summary>
    /// The addresses to listen on: ASPNETCORE_URLS, separated by semicolons, and the endpoints of Kestrel.
    /// </summary>
    public static void CheckUrls(IConfiguration configuration)
    {
        foreach (var (setting, url) in Urls(configuration))
        {
            if (!IsListenAddress(url))
            {
                throw new ConfigurationException(setting, $"has '{url}'{NoAddress}");
            }
        }
    }

    /// <summary>
    /// The port of the metrics is one that nothing else is served at, whether by <see cref="CheckUrls">addresses</see>
    /// or by ASPNETCORE_HTTP_PORTS and ASPNETCORE_HTTPS_PORTS.
    /// </summary>
    public static void CheckMetricsPort(IConfiguration configuration)
    {
        if (MetricsAddress.Read(configuration) is not { } metrics)
        {
            return;
        }

        var urls = Urls(configuration).Select(static url => (url.Setting, $"{BindingAddress.Parse(url.Url).Port}"));
        string[] portKeys = [WebHostDefaults.HttpPortsKey, WebHostDefaults.HttpsPortsKey];
        var ports = portKeys.SelectMany(key => Values(configuration, key));
        foreach (var (setting, port) in urls.Concat(ports))
        {
            if (port == $"{metrics.Port}")
            {
                throw new ConfigurationException(
                    MetricsAddress.PortKey, $"is {port}, where the service answers already by '{setting}'.");
            }
        }
    }

    /// <summary>The addresses of other services; a value is an absolute URL or host:port.</summary>
    public static void CheckServices(IConfiguration configuration)
    {
        foreach (var (key, value) in configuration.GetSection("services").AsEnumerable())
        {
            if (value is not null && !IsServiceAddress(value))
            {
                throw new ConfigurationException(key, $"is '{value}'{NoAddress}");
            }
        }
    }

    /// <summary>Where telemetry goes; the exporter itself would only go silent.</summary>
    public static void CheckTelemetry(IConfiguration configuration)
    {
        const string protocolKey = "OTEL_EXPORTER_OTLP_PROTOCOL";
        if (configuration[TelemetryEndpoint] is { Length: > 0 } endpoint && !IsHttp(endpoint))
        {
            throw new ConfigurationException(TelemetryEndpoint, $"is '{endpoint}', which is not an http or https URL.");
        }

        if (configuration[protocolKey] is { Length: > 0 } protocol and not ("grpc" or "http/protobuf"))
        {
            throw new ConfigurationException(protocolKey, $"is '{protocol}'; it must be 'grpc' or 'http/protobuf'.");
        }
    }

    private static IEnumerable<(string Setting, string Url)> Urls(IConfiguration configuration) =>
        Values(configuration, WebHostDefaults.ServerUrlsKey).Concat(
            configuration.GetSection("Kestrel:Endpoints").GetChildren()
                .Select(static endpoint => ($"{endpoint.Path}:Url", endpoint["Url"] ?? "")));

    private static IEnumerable<(string Setting, string Value)> Values(IConfiguration configuration, string setting) =>
        (configuration[setting] ?? "")
            .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(value => (setting, value));

    private static bool IsListenAddress(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);

            return address.Scheme is "http" or "https" && address.Host.Length > 0 && address.Port is >= 0 and <= 65535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsServiceAddress(string value) => value.Contains("://", StringComparison.Ordinal)
        ? IsHttp(value)
        : !value.Contains('/', StringComparison.Ordinal) && IsHttp($"http://{value}");

    private static bool IsHttp(string value) =>
        Uri.TryCreate(value, UriKind.Absolute, out var uri)
        && uri is { Scheme: "http" or "https" }
        && uri.Host.Length > 0;
}
