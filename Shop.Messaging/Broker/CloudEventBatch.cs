using System.Buffers;
using System.Text.Json;
using RabbitMQ.Client;
using Shop.Messaging.Consumers;
using Shop.Messaging.Outbox;

namespace Shop.Messaging.Broker;

/// <summary>
/// Several events in one message: the JSON batch format of CloudEvents 1.0 (JSON event format, section 4), with W3C
/// trace context as the distributed tracing extension has it. Each event is applied, retried and dead-lettered by
/// itself.
/// </summary>
internal static class CloudEventBatch
{
    public const string ContentType = MediaType + "; charset=utf-8";

    /// <summary>The most events of a message.</summary>
    public const int MaxEvents = 100;

    /// <summary>What one event takes beside its payload, in bytes, at most.</summary>
    public const int MaxOverhead = 1024;

    private const string MediaType = "application/cloudevents-batch+json";
    private const string DataContentType = "datacontenttype";
    private const string Data = "data";

    public static byte[] Write(IEnumerable<PublishedEvent> events, string service)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartArray();
            foreach (var published in events)
            {
                Write(json, published, service);
            }

            json.WriteEndArray();
        }

        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The events of a delivery: those of a batch as if each had been delivered in the binary mode.</summary>
    /// <exception cref="MalformedDeliveryException">It says that it is a batch and is none.</exception>
    public static List<Delivery> EventsOf(Delivery delivery)
    {
        try
        {
            return IsBatch(delivery.Properties) ? Read(delivery) : [delivery];
        }
        catch (JsonException exception)
        {
            throw new MalformedDeliveryException($"The body is not a batch of events: {exception.Message}", exception);
        }
    }

    private static bool IsBatch(IReadOnlyBasicProperties properties) =>
        properties.ContentType is { } type
        && type.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase)
        && (type.Length == MediaType.Length || type[MediaType.Length] is ';' or ' ');

    private static void Write(Utf8JsonWriter json, PublishedEvent published, string service)
    {
        var row = published.Row;
        json.WriteStartObject();
        json.WriteString("specversion"u8, CloudEventHeaders.Version);
        json.WriteString("id"u8, row.MessageId);
        json.WriteString("type"u8, row.Event);
        json.WriteString("source"u8, CloudEventHeaders.SourceOf(service));
        json.WriteString("subject"u8, row.Subject);
        json.WriteString("time"u8, row.OccurredAt);
        json.WriteString(DataContentType, CloudEventHeaders.ContentType);
        if (published.TraceParent is { } traceParent)
        {
            json.WriteString(CloudEventHeaders.TraceParent, traceParent);
        }

        if (published.TraceState is { } traceState)
        {
            json.WriteString(CloudEventHeaders.TraceState, traceState);
        }

        json.WritePropertyName(Data);
        json.WriteRawValue(row.Payload, skipInputValidation: true);
        json.WriteEndObject();
    }

    private static List<Delivery> Read(Delivery delivery)
    {
        var json = new Utf8JsonReader(delivery.Body);
        if (!json.Read() || json.TokenType is not JsonTokenType.StartArray)
        {
            throw new JsonException("It is no array.");
        }

        var events = new List<Delivery>();
        while (json.Read() && json.TokenType is not JsonTokenType.EndArray)
        {
            events.Add(ReadEvent(delivery, ref json));
            if (events.Count > MaxEvents)
            {
                throw new JsonException($"It has more than {MaxEvents} events.");
            }
        }

        // What follows the array is not passed over.
        json.Read();

        return events.Count > 0 ? events : throw new JsonException("It has no event.");
    }

    private static Delivery ReadEvent(Delivery delivery, ref Utf8JsonReader json)
    {
        if (json.TokenType is not JsonTokenType.StartObject)
        {
            throw new JsonException("An element is no object.");
        }

        var headers = new Dictionary<string, object?>();
        var properties = new BasicProperties { Headers = headers, DeliveryMode = DeliveryModes.Persistent };
        byte[] body = [];
        while (json.Read() && json.TokenType is JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (name is Data)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                body = delivery.Body[start..(int)json.BytesConsumed];
            }
            else if (json.TokenType is JsonTokenType.String)
            {
                Set(properties, name, json.GetString()!);
            }
            else
            {
                // Attributes that are no text belong to extensions that nobody here knows.
                json.Skip();
            }
        }

        properties.MessageId = properties.Header(CloudEventHeaders.Id);
        properties.Type = properties.Header(CloudEventHeaders.Type);

        return new Delivery(delivery.Tag, properties, body);
    }

    private static void Set(BasicProperties properties, string name, string value)
    {
        switch (name)
        {
            case DataContentType:
                properties.ContentType = value;
                break;
            case CloudEventHeaders.TraceParent or CloudEventHeaders.TraceState:
                properties.Headers![name] = value;
                break;
            default:
                properties.Headers![CloudEventHeaders.Prefix + name] = value;
                break;
        }
    }
}
