using System.Globalization;

namespace HotChocolate.Types;

/// <summary>Converts what a scalar yields to the CLR type that a member asks for.</summary>
internal static class ScalarConversions
{
    private static readonly Dictionary<(Type From, Type To), Func<object, object?>> Known = new()
    {
        [(typeof(string), typeof(Guid))] = value => Guid.TryParse((string)value, out var id) ? id : null,
        [(typeof(string), typeof(int))] = value =>
            int.TryParse((string)value, CultureInfo.InvariantCulture, out var id) ? id : null,
        [(typeof(string), typeof(long))] = value =>
            long.TryParse((string)value, CultureInfo.InvariantCulture, out var id) ? id : null,
        [(typeof(double), typeof(float))] = value => (float)(double)value,
        [(typeof(DateTimeOffset), typeof(DateTime))] = value => ((DateTimeOffset)value).UtcDateTime,
    };

    /// <summary>Null when none is needed; the conversion yields null for a value that does not fit.</summary>
    public static Func<object, object?>? Find(Type from, Type to)
    {
        to = Nullable.GetUnderlyingType(to) ?? to;

        return to.IsAssignableFrom(from) ? null
            : Known.GetValueOrDefault((from, to)) ?? throw new SchemaException($"{from} cannot become {to}.");
    }
}
