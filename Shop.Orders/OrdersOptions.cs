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

    /// <summary>
    /// How long a new order may wait for others to be written with it, where many are under way; zero: not at all.
    /// </summary>
    [TimeBetween("00:00:00", "00:00:01", ErrorMessage = OutOfRange)]
    public TimeSpan GroupDelay { get; set; } = TimeSpan.FromMilliseconds(20);
}
