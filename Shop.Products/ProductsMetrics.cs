using System.Diagnostics.Metrics;
using Shop.Products.Data;

namespace Shop.Products;

/// <summary>The meter <c>Shop.Products</c>.</summary>
internal sealed class ProductsMetrics : IDisposable
{
    public const string Name = "Shop.Products";

    private readonly Meter _meter;
    private readonly Counter<long> _confirmed;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _returned;

    public ProductsMetrics(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(Name);
        _confirmed = _meter.CreateCounter<long>(
            "shop.products.reservations.confirmed", "{order}", "Orders whose lines were taken out of the stock.");
        _rejected = _meter.CreateCounter<long>(
            "shop.products.reservations.rejected", "{order}", "Orders that could not be met, by reason.");
        _returned = _meter.CreateCounter<long>(
            "shop.products.reservations.returned", "{order}", "Orders whose lines went back into the stock.");
    }

    /// <summary>Counts a decision when it is made: one whose transaction is repeated counts again.</summary>
    public void Decided(OrderDecision decision)
    {
        if (decision.RejectionReason is { } reason)
        {
            _rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));
        }
        else
        {
            _confirmed.Add(1);
        }
    }

    /// <summary>Counts an order that gave its units back; like a decision, once for each attempt.</summary>
    public void Returned() => _returned.Add(1);

    public void Dispose() => _meter.Dispose();
}
