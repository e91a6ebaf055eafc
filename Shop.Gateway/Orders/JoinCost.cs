namespace Shop.Gateway.Orders;

internal static class JoinCost
{
    /// <summary>A hundred joined rows come with one call, which costs 10.</summary>
    public const double Weight = 0.1;
}
