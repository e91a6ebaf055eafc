using Microsoft.Extensions.Hosting;

namespace Shop.AppHost.Startup;

/// <summary>What keeps the application from running, in one line.</summary>
internal sealed class StartupFailure(IHostApplicationLifetime lifetime)
{
    public string? Line { get; private set; }

    /// <summary>Ends the application for a reason; the first one is told.</summary>
    public void End(string line)
    {
        Line ??= line;
        lifetime.StopApplication();
    }
}
