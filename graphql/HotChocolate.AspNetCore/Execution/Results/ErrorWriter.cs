using System.Text.Encodings.Web;
using System.Text.Json;

namespace HotChocolate.Execution;

/// <summary>Writes errors: specification, section 7.1.2.</summary>
internal static class ErrorWriter
{
    private static readonly JsonSerializerOptions Extensions = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(JsonBuffer json, IReadOnlyList<IError> errors)
    {
        json.Write("\"errors\":"u8);
        WriteList(json, errors);
    }

    public static void WriteList(JsonBuffer json, IReadOnlyList<IError> errors)
    {
        json.Write((byte)'[');
        for (var i = 0; i < errors.Count; i++)
        {
            json.Write(i == 0 ? "{\"message\":"u8 : ",{\"message\":"u8);
            Write(json, errors[i]);
            json.Write((byte)'}');
        }

        json.Write((byte)']');
    }

    private static void Write(JsonBuffer json, IError error)
    {
        json.WriteString(error.Message);
        if (error.Locations is { Count: > 0 } locations)
        {
            json.Write(",\"locations\":["u8);
            for (var i = 0; i < locations.Count; i++)
            {
                json.Write(i == 0 ? "{\"line\":"u8 : ",{\"line\":"u8);
                json.WriteFormatted(locations[i].Line);
                json.Write(",\"column\":"u8);
                json.WriteFormatted(locations[i].Column);
                json.Write((byte)'}');
            }

            json.Write((byte)']');
        }

        if (error.Path?.ToList() is { Count: > 0 } path)
        {
            WritePath(json, path);
        }

        if (error.Extensions is { Count: > 0 } extensions)
        {
            json.Write(",\"extensions\":"u8);
            json.Write(JsonSerializer.SerializeToUtf8Bytes(extensions, Extensions));
        }
    }

    private static void WritePath(JsonBuffer json, IReadOnlyList<object> path)
    {
        json.Write(",\"path\":["u8);
        for (var i = 0; i < path.Count; i++)
        {
            if (i > 0)
            {
                json.Write((byte)',');
            }

            if (path[i] is int index)
            {
                json.WriteFormatted(index);
            }
            else
            {
                json.WriteString((string)path[i]);
            }
        }

        json.Write((byte)']');
    }
}
