namespace Shop.AppHost.Startup;

/// <summary>What keeps the application from running, in one line.</summary>
internal sealed class StartupFailure
{
    public string? Line { get; set; }
}
