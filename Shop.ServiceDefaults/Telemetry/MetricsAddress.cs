using System.Globalization;
using System.Net;
using Microsoft.Extensions.Configuration;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Telemetry;

/// <summary>Where metrics are read.</summary>
/// <param name="Address">An address of this machine; null for all of them.</param>
/// <param name="Port">1 to 65535.</param>
internal sealed record MetricsAddress(IPAddress? Address, int Port)
{
    public const string PortKey = "Metrics:Port";
    public const string AddressKey = "Metrics:Address";

    /// <summary>Reads the settings; null where there is no port, and so no endpoint.</summary>
    /// <exception cref="ConfigurationException">The port or the address is none.</exception>
    public static MetricsAddress? Read(IConfiguration configuration)
    {
        if (configuration[PortKey] is not { Length: > 0 } port)
        {
            return null;
        }

        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0)
        {
            throw new ConfigurationException(PortKey, $"is '{port}'; it must be a number between 1 and 65535.");
        }

        if (configuration[AddressKey] is not { Length: > 0 } address)
        {
            return new MetricsAddress(null, number);
        }

        return IPAddress.TryParse(address, out var parsed)
            ? new MetricsAddress(parsed, number)
            : throw new ConfigurationException(
                AddressKey, $"is '{address}', which is not an IP address such as 127.0.0.1.");
    }
}
