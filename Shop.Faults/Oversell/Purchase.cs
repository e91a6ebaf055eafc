using Shop.Faults.Checker;
using Shop.Faults.Cluster;

namespace Shop.Faults.Oversell;

/// <summary>What a buyer was told, and what the shop has written down when everything has settled.</summary>
/// <param name="Buyer">The buyer's id.</param>
/// <param name="Told">The status of the order, or else the code of the error.</param>
/// <param name="Became">The status of the order that is there; null without one.</param>
internal sealed record Purchase(Guid Buyer, string? Told, string? Became)
{
    public const string OutOfStock = "OUT_OF_STOCK";

    public const string Unavailable = "SERVICE_UNAVAILABLE";

    /// <summary>Whether the buyer cannot know yet what comes of it: only the shop can tell.</summary>
    public bool IsUndecided => IsUndecidedWhen(Told);

    public bool IsConfirmed => Became == OrderStatuses.Confirmed;

    /// <summary>Whether the shop has kept to what the buyer was told.</summary>
    public bool IsHonest => (Told, Became) switch
    {
        (OrderStatuses.Confirmed, OrderStatuses.Confirmed) => true,
        (OutOfStock, null or OrderStatuses.Rejected) => true,
        (OrderStatuses.Pending, OrderStatuses.Confirmed or OrderStatuses.Rejected) => true,
        (Unavailable, null or OrderStatuses.Confirmed or OrderStatuses.Rejected) => true,
        _ => false,
    };

    public static string? ToldBy(Answer answer) => answer.Status ?? answer.Code ?? answer.Lost;

    public static bool IsUndecidedWhen(string? told) => told is Unavailable or OrderStatuses.Pending;
}
