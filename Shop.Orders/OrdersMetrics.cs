using System.Diagnostics.Metrics;
using Shop.Orders.Data;

namespace Shop.Orders;

/// <summary>The meter <c>Shop.Orders</c>.</summary>
internal sealed class OrdersMetrics : IDisposable
{
    public const string Name = "Shop.Orders";

    private static readonly double[] SettleSeconds =
        [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800];

    private readonly Meter _meter;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _confirmed;
    private readonly Counter<long> _rejected;
    private readonly Counter<long> _cancelled;
    private readonly Histogram<double> _settleTime;

    public OrdersMetrics(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(Name);
        _accepted = _meter.CreateCounter<long>("shop.orders.accepted", "{order}", "Orders that were written.");
        _confirmed = _meter.CreateCounter<long>("shop.orders.confirmed", "{order}", "Orders that got their stock.");
        _rejected = _meter.CreateCounter<long>("shop.orders.rejected", "{order}", "Orders that got none, by reason.");
        _cancelled = _meter.CreateCounter<long>(
            "shop.orders.cancelled", "{order}", "Orders that their owners cancelled.");
        _settleTime = _meter.CreateHistogram<double>(
            "shop.orders.settle_time",
            "s",
            "From the order to its outcome.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = SettleSeconds });
    }

    public void Accepted() => _accepted.Add(1);

    /// <summary>Counts an outcome when it is applied: one whose transaction is repeated counts again.</summary>
    public void Settled(Order order)
    {
        if (order.RejectionReason is { } reason)
        {
            _rejected.Add(1, new KeyValuePair<string, object?>("reason", reason));
        }
        else
        {
            _confirmed.Add(1);
        }

        _settleTime.Record((order.SettledAt!.Value - order.CreatedAt).TotalSeconds);
    }

    public void Cancelled() => _cancelled.Add(1);

    public void Dispose() => _meter.Dispose();
}
