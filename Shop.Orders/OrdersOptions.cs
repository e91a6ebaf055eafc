using System.ComponentModel.DataAnnotations;

namespace Shop.Orders;

internal sealed class OrdersOptions
{
    public const string Section = "Orders";

    /// <summary>How long placing an order waits for the decision of the products service, before it answers PENDING.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:30", ParseLimitsInInvariantCulture = true)]
    public TimeSpan OutcomeTimeout { get; set; } = TimeSpan.FromSeconds(2);
}
