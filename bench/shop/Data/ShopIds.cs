using System.Globalization;

namespace Shop.Bench.Shop.Data;

/// <summary>
/// Ids of the rows that the shop is filled with: UUIDs (version 7) of one moment of the past whose last twelve digits
/// are a number, so that whoever knows the number knows the id.
/// </summary>
internal static class ShopIds
{
    /// <summary>Hexadecimal digits of the number, at the end of the text.</summary>
    public const int NumberLength = 12;

    public const int Length = 36;

    public static Guid User(long number) => Guid.Parse(Text(IdKind.User, number));

    public static Guid Product(long number) => Guid.Parse(Text(IdKind.Product, number));

    public static Guid Order(long number) => Guid.Parse(Text(IdKind.Order, number));

    public static Guid Movement(long number) => Guid.Parse(Text(IdKind.Movement, number));

    public static string Text(IdKind kind, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Prefix(kind)}{number:x12}");

    /// <summary>The text of an id but for its number.</summary>
    public static string Prefix(IdKind kind) => $"019a0000-0000-700{(int)kind}-8000-";
}

internal enum IdKind
{
    User,
    Product,
    Order,
    Movement,
}
