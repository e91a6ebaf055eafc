using System.ComponentModel.DataAnnotations;

namespace Shop.Orders;

internal sealed class OrdersOptions
{
    public const string Section = "Orders";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>How long placing an order waits for the decision of the products service, before it answers PENDING.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ParseLimitsInInvariantCulture = true, ErrorMessage = OutOfRange)]
    public TimeSpan OutcomeTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
