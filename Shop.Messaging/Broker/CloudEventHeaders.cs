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
    public const string Id = "cloudEvents:id";
    public const string Type = "cloudEvents:type";
    public const string SpecVersion = "cloudEvents:specversion";
    public const string ContentType = "application/json";
    private const string Source = "cloudEvents:source";
    private const string Subject = "cloudEvents:subject";
    private const string Time = "cloudEvents:time";
    private const string TraceParent = "traceparent";
    private const string TraceState = "tracestate";

    public static Dictionary<string, object?> Create(
        Guid id, string eventName, string service, Guid subject, DateTimeOffset time) => new()
        {
            [SpecVersion] = "1.0",
            [Id] = id.ToString(),
            [Type] = eventName,
            [Source] = $"/shop/{service}",
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
