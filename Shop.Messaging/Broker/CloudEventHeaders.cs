using System.Diagnostics;
using System.Globalization;
using System.Text;
using RabbitMQ.Client;

namespace Shop.Messaging.Broker;

/// <summary>
/// CloudEvents 1.0 in the binary mode of its AMQP binding (attributes as headers with a prefix) and W3C Trace Context.
/// </summary>
internal static class CloudEventHeaders
{
    public const string Prefix = "cloudEvents:";
    public const string Id = Prefix + "id";
    public const string Type = Prefix + "type";
    public const string SpecVersion = Prefix + "specversion";
    public const string ContentType = "application/json";
    public const string Version = "1.0";
    public const string TraceParent = "traceparent";
    public const string TraceState = "tracestate";
    private const string Source = Prefix + "source";
    private const string Subject = Prefix + "subject";
    private const string Time = Prefix + "time";

    /// <summary>The source of a service's events.</summary>
    public static string SourceOf(string service) => $"/shop/{service}";

    public static Dictionary<string, object?> Create(
        Guid id, string eventName, string service, Guid subject, DateTimeOffset time) => new()
        {
            [SpecVersion] = Version,
            [Id] = id.ToString(),
            [Type] = eventName,
            [Source] = SourceOf(service),
            [Subject] = subject.ToString(),
            [Time] = time.ToString("O", CultureInfo.InvariantCulture),
        };

    public static void SetTrace(this IDictionary<string, object?> headers, string? traceParent, string? traceState)
    {
        if (traceParent is not null)
        {
            headers[TraceParent] = traceParent;
        }

        if (traceState is not null)
        {
            headers[TraceState] = traceState;
        }
    }

    /// <summary>The sender's span; a broken one is ignored (W3C Trace Context, section 4.3).</summary>
    public static ActivityContext Trace(this IReadOnlyBasicProperties properties) =>
        ActivityContext.TryParse(
            properties.Header(TraceParent), properties.Header(TraceState), isRemote: true, out var context)
            ? context
            : default;

    public static string? Header(this IReadOnlyBasicProperties properties, string name) =>
        properties.Headers is { } headers && headers.TryGetValue(name, out var value)
            ? value switch
            {
                byte[] bytes => Encoding.UTF8.GetString(bytes),
                null => null,
                _ => Convert.ToString(value, CultureInfo.InvariantCulture),
            }
            : null;
}
