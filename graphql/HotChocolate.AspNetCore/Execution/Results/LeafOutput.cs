using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Writes the values of a scalar or enum: specification, section 6.4.3, "Coercing Results".</summary>
internal abstract class LeafOutput
{
    public abstract bool TryWriteObject(JsonBuffer json, object value);
}

internal abstract class LeafOutput<T> : LeafOutput
{
    /// <summary>False when the value is null, which is then not written.</summary>
    public abstract bool TryWrite(JsonBuffer json, T value);

    public sealed override bool TryWriteObject(JsonBuffer json, object value) => TryWrite(json, (T)value);
}

internal sealed class ValueOutput<T>(Action<JsonBuffer, T> write) : LeafOutput<T>
{
    public override bool TryWrite(JsonBuffer json, T value)
    {
        if (value is null)
        {
            return false;
        }

        write(json, value);

        return true;
    }
}

internal sealed class NullableOutput<T>(LeafOutput<T> inner) : LeafOutput<T?>
    where T : struct
{
    public override bool TryWrite(JsonBuffer json, T? value) => value is { } present && inner.TryWrite(json, present);
}

internal sealed class EnumOutput<T> : LeafOutput<T>
    where T : struct, Enum
{
    private readonly string _type;
    private readonly Dictionary<T, byte[]> _names;

    public EnumOutput(EnumType type)
    {
        _type = type.Name;
        _names = [];
        foreach (var member in type.Members)
        {
            _names.TryAdd((T)member.Value, System.Text.Encoding.UTF8.GetBytes($"\"{member.Name}\""));
        }
    }

    public override bool TryWrite(JsonBuffer json, T value)
    {
        json.Write(_names.TryGetValue(value, out var name)
            ? name
            : throw new InvalidOperationException($"Enum \"{_type}\" cannot represent value: {value}"));

        return true;
    }
}
