using System.Diagnostics.Metrics;

namespace Shop.Gateway.Products.Cache;

/// <summary>The meter <c>Shop.Gateway</c>.</summary>
internal sealed class CatalogueMetrics : IDisposable
{
    public const string Name = "Shop.Gateway";

    private static readonly KeyValuePair<string, object?> Hit = new("result", "hit");
    private static readonly KeyValuePair<string, object?> Miss = new("result", "miss");

    private readonly Meter _meter;
    private readonly Counter<long> _requests;

    public CatalogueMetrics(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(Name);
        _requests = _meter.CreateCounter<long>(
            "shop.gateway.catalogue.requests", "{request}", "Pages and products that were wanted, by result.");
    }

    /// <summary>It was there.</summary>
    public void CountHit() => _requests.Add(1, Hit);

    /// <summary>It was not there, or has changed since: it was asked for, or another's call was waited for.</summary>
    public void CountMiss() => _requests.Add(1, Miss);

    /// <summary>Reports how many bytes are kept.</summary>
    public void ObserveSize(Func<long> size) => _meter.CreateObservableGauge(
        "shop.gateway.catalogue.size", size, "By", "What is kept of the catalogue.");

    public void Dispose() => _meter.Dispose();
}
