using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Shop.Tests.Infrastructure;

/// <summary>Records what the meters of a factory measure; it is a factory itself where there is no other.</summary>
internal sealed class Measurements : IMeterFactory
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, string? Reason)> _recorded = new();

    public Measurements(IMeterFactory? factory = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Scope == (factory ?? this))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    public IEnumerable<(string Instrument, double Value, string? Reason)> Recorded => _recorded;

    public Meter Create(MeterOptions options) => new(options.Name, options.Version, options.Tags, scope: this);

    public void Dispose() => _listener.Dispose();

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        string? reason = null;
        foreach (var (key, tag) in tags)
        {
            reason = key == "reason" ? (string?)tag : reason;
        }

        _recorded.Enqueue((instrument.Name, value, reason));
    }
}
