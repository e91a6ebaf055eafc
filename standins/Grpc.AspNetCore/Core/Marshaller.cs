namespace Grpc.Core;

/// <summary>Reads and writes the messages of one type.</summary>
/// <typeparam name="T">The message.</typeparam>
/// <param name="serializer">Writes a message.</param>
/// <param name="deserializer">Reads a message.</param>
public class Marshaller<T>(Action<T, SerializationContext> serializer, Func<DeserializationContext, T> deserializer)
{
    /// <summary>Writes a message.</summary>
    public Action<T, SerializationContext> ContextualSerializer { get; } = serializer;

    /// <summary>Reads a message.</summary>
    public Func<DeserializationContext, T> ContextualDeserializer { get; } = deserializer;
}

/// <summary>Makes marshallers.</summary>
public static class Marshallers
{
    /// <summary>A marshaller of two functions.</summary>
    public static Marshaller<T> Create<T>(
        Action<T, SerializationContext> serializer,
        Func<DeserializationContext, T> deserializer) => new(serializer, deserializer);
}
