using System.Runtime.InteropServices;
using System.Text.Json;
using HotChocolate.Execution;

namespace HotChocolate.AspNetCore;

/// <summary>Writes the messages of the server.</summary>
internal static class ServerMessages
{
    public static ReadOnlyMemory<byte> Acknowledge { get; } = "{\"type\":\"connection_ack\"}"u8.ToArray();

    public static ReadOnlyMemory<byte> Ping { get; } = "{\"type\":\"ping\"}"u8.ToArray();

    public static JsonBuffer Pong(JsonElement? payload)
    {
        var json = new JsonBuffer();
        json.Write("{\"type\":\"pong\""u8);
        if (payload is { } echoed)
        {
            json.Write(",\"payload\":"u8);
            json.Write(JsonMarshal.GetRawUtf8Value(echoed));
        }

        json.Write((byte)'}');

        return json;
    }

    public static JsonBuffer Next(string id, ExecutionResult result)
    {
        var json = Start(id, "next"u8);
        json.Write(",\"payload\":"u8);
        json.Write(result.Json.Span);
        json.Write((byte)'}');

        return json;
    }

    public static JsonBuffer Error(string id, IReadOnlyList<IError> errors)
    {
        var json = Start(id, "error"u8);
        json.Write(",\"payload\":"u8);
        ErrorWriter.WriteList(json, errors);
        json.Write((byte)'}');

        return json;
    }

    public static JsonBuffer Complete(string id)
    {
        var json = Start(id, "complete"u8);
        json.Write((byte)'}');

        return json;
    }

    private static JsonBuffer Start(string id, ReadOnlySpan<byte> type)
    {
        var json = new JsonBuffer();
        json.Write("{\"id\":"u8);
        json.WriteString(id);
        json.Write(",\"type\":\""u8);
        json.Write(type);
        json.Write((byte)'"');

        return json;
    }
}
