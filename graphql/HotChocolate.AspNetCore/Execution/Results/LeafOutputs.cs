using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Chooses how a CLR value is written as a scalar or enum.</summary>
internal static class LeafOutputs
{
    private const string UtcFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFZ";
    private const string OffsetFormat = "yyyy-MM-ddTHH:mm:ss.FFFFFFFzzz";

    private static readonly Dictionary<Type, LeafOutput> Outputs = new()
    {
        [typeof(string)] = new ValueOutput<string>((json, value) => json.WriteString(value)),
        [typeof(bool)] = new ValueOutput<bool>((json, value) => json.WriteBoolean(value)),
        [typeof(short)] = new ValueOutput<short>((json, value) => json.WriteFormatted(value)),
        [typeof(int)] = new ValueOutput<int>((json, value) => json.WriteFormatted(value)),
        [typeof(long)] = new ValueOutput<long>((json, value) => json.WriteFormatted(value)),
        [typeof(decimal)] = new ValueOutput<decimal>((json, value) => json.WriteFormatted(value)),
        [typeof(float)] = new ValueOutput<float>(WriteFloat),
        [typeof(double)] = new ValueOutput<double>(WriteFloat),
        [typeof(Guid)] = new ValueOutput<Guid>((json, value) => json.WriteFormatted(value, quoted: true)),
        [typeof(DateOnly)] = new ValueOutput<DateOnly>(
            (json, value) => json.WriteFormatted(value, quoted: true, "yyyy-MM-dd")),
        [typeof(DateTimeOffset)] = new ValueOutput<DateTimeOffset>((json, value) => json.WriteFormatted(
            value, quoted: true, value.Offset == TimeSpan.Zero ? UtcFormat : OffsetFormat)),
        [typeof(DateTime)] = new ValueOutput<DateTime>((json, value) => json.WriteFormatted(
            value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value, quoted: true, UtcFormat)),
    };

    private static readonly Dictionary<Type, LeafOutput> IdOutputs = new()
    {
        [typeof(string)] = Outputs[typeof(string)],
        [typeof(Guid)] = Outputs[typeof(Guid)],
        [typeof(int)] = new ValueOutput<int>((json, value) => json.WriteFormatted(value, quoted: true)),
        [typeof(long)] = new ValueOutput<long>((json, value) => json.WriteFormatted(value, quoted: true)),
    };

    public static LeafOutput For(NamedType type, Type clrType)
    {
        if (Nullable.GetUnderlyingType(clrType) is { } underlying)
        {
            var nullable = typeof(NullableOutput<>).MakeGenericType(underlying);

            return (LeafOutput)Activator.CreateInstance(nullable, For(type, underlying))!;
        }

        if (type is EnumType)
        {
            return (LeafOutput)Activator.CreateInstance(typeof(EnumOutput<>).MakeGenericType(clrType), type)!;
        }

        var outputs = type is IdScalar ? IdOutputs : Outputs;

        return outputs.GetValueOrDefault(clrType)
            ?? throw new SchemaException($"{clrType} cannot be written as {type}.");
    }

    private static void WriteFloat<T>(JsonBuffer json, T value)
        where T : System.Numerics.IFloatingPoint<T>
    {
        if (!T.IsFinite(value))
        {
            throw new InvalidOperationException($"Float cannot represent value: {value}");
        }

        json.WriteFormatted(value);
    }
}
