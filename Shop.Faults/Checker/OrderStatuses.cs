namespace Shop.Faults.Checker;

internal static class OrderStatuses
{
    public const string Pending = "PENDING";
    public const string Confirmed = "CONFIRMED";
    public const string Rejected = "REJECTED";
    public const string Cancelled = "CANCELLED";

    /// <summary>Whether an order that was once in a state may be in another one later.</summary>
    public static bool MayBecome(string earlier, string later) =>
        earlier == later || earlier == Pending || (earlier == Confirmed && later == Cancelled);
}
