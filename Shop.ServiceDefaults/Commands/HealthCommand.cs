using System.Globalization;
using Microsoft.Extensions.Configuration;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Commands;

/// <summary>
/// Asks the service that runs beside it, with the same settings, whether it is healthy: for container engines, in whose
/// images there is neither a shell nor curl.
/// </summary>
internal sealed class HealthCommand(IConfiguration configuration) : IServiceCommand
{
    private const string Address = "Kestrel:Endpoints:http:Url";

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // Of an address such as http://*:8080 only the port counts.
        var port = configuration[Address]?.Split(':')[^1].TrimEnd('/');
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            throw new ConfigurationException(Address, "names no port.");
        }

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout };
        try
        {
            var path = new Uri($"http://127.0.0.1:{number}{ServiceDefaultsExtensions.HealthPath}");
            using var response = await client.GetAsync(path, cancellationToken);
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync(cancellationToken));

            return response.IsSuccessStatusCode ? 0 : StartupErrors.ExitCode;
        }
        catch (Exception exception) when (
            exception is HttpRequestException
            || (exception is TaskCanceledException && !cancellationToken.IsCancellationRequested))
        {
            await Console.Error.WriteLineAsync($"The service does not answer at port {number}.");

            return StartupErrors.ExitCode;
        }
    }
}
