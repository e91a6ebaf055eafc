using System.Diagnostics;
using OpenTelemetry;

namespace Shop.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps SQL that belongs to no traced request or delivery from being exported: each look of a relay at an empty outbox
/// and each health check would be a trace of its own. The sampler cannot say so, it does not know the source.
/// </summary>
internal sealed class DetachedQueryFilter : BaseProcessor<Activity>
{
    private const string Source = "Npgsql";

    public override void OnEnd(Activity data)
    {
        if (data.Source.Name == Source && data.Parent is not { Recorded: true })
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
