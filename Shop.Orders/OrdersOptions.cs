using Shop.ServiceDefaults.Startup;

namespace Shop.Orders;

internal sealed class OrdersOptions
{
    public const string Section = "Orders";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>
    /// How long placing an order waits for the decision of the products service, before it answers PENDING.
    /// </summary>
    [TimeBetween("00:00:00", "00:00:30", ErrorMessage = OutOfRange)]
    public TimeSpan OutcomeTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
