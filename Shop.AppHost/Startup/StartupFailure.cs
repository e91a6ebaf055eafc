using System.Collections.Concurrent;

namespace Shop.AppHost.Startup;

/// <summary>What keeps the application from running, in one line.</summary>
internal sealed class StartupFailure
{
    private readonly ConcurrentDictionary<IResource, string> _reasons = [];

    public string? Line { get; set; }

    /// <summary>Remembers why a resource could not be started: the orchestrator only says that it was not.</summary>
    public void Explain(IResource resource, string reason) => _reasons[resource] = reason;

    public string? ReasonOf(IResource resource) => _reasons.GetValueOrDefault(resource);
}
