using System.Collections.Concurrent;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Whether the requests of a client share a pipeline.</summary>
internal sealed class PipelineSelection
{
    public bool ByAuthority { get; set; }
}

/// <summary>The pipelines of one client, made when they are first needed.</summary>
internal sealed class StandardPipelines(HttpStandardResilienceOptions options, PipelineSelection selection) : IDisposable
{
    private readonly ConcurrentDictionary<string, StandardPipeline> _pipelines = new(StringComparer.OrdinalIgnoreCase);

    public StandardPipeline For(Uri? address) => _pipelines.GetOrAdd(
        selection.ByAuthority ? address?.GetLeftPart(UriPartial.Authority) ?? "" : "",
        static (_, options) => new StandardPipeline(options),
        options);

    public void Dispose()
    {
        foreach (var pipeline in _pipelines.Values)
        {
            pipeline.Dispose();
        }
    }
}
