using System.Globalization;

namespace Grpc.AspNetCore.Wire;

/// <summary>The header "grpc-timeout": at most eight digits and a unit (gRPC over HTTP/2, "Timeout").</summary>
internal static class GrpcTimeout
{
    internal const string Header = "grpc-timeout";

    private const long MaxDigits = 99_999_999;

    private static readonly (long Ticks, char Unit)[] Units =
    [
        (TimeSpan.TicksPerMillisecond, 'm'),
        (TimeSpan.TicksPerSecond, 'S'),
        (TimeSpan.TicksPerMinute, 'M'),
        (TimeSpan.TicksPerHour, 'H'),
    ];

    internal static string Format(TimeSpan timeout)
    {
        foreach (var (ticks, unit) in Units)
        {
            // Rounded up, so that the server never gives up before the client.
            var value = timeout.Ticks / ticks + (timeout.Ticks % ticks > 0 ? 1 : 0);
            if (value <= MaxDigits)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{Math.Max(value, 1)}{unit}");
            }
        }

        return $"{MaxDigits}H";
    }

    internal static bool TryParse(string? header, out TimeSpan timeout)
    {
        timeout = default;
        if (header is not { Length: >= 2 and <= 9 }
            || !long.TryParse(header.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            || value == 0)
        {
            return false;
        }

        timeout = header[^1] switch
        {
            'n' => TimeSpan.FromTicks(Math.Max(value / TimeSpan.NanosecondsPerTick, 1)),
            'u' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMicrosecond),
            'm' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMillisecond),
            'S' => TimeSpan.FromTicks(value * TimeSpan.TicksPerSecond),
            'M' => TimeSpan.FromTicks(value * TimeSpan.TicksPerMinute),
            'H' => TimeSpan.FromTicks(value * TimeSpan.TicksPerHour),
            _ => TimeSpan.MinValue,
        };
        return timeout != TimeSpan.MinValue;
    }
}
