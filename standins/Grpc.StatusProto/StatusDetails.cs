using Google.Protobuf;

namespace Google.Rpc;

/// <summary>A status with details.</summary>
public partial class Status
{
    /// <summary>The first detail of the type, or null.</summary>
    public T? GetDetail<T>()
        where T : class, IMessage<T>, new() =>
        Details.FirstOrDefault(detail => detail.Is(new T().Descriptor))?.Unpack<T>();
}
