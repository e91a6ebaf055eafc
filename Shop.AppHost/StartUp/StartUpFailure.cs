namespace Shop.AppHost.StartUp;

/// <summary>What keeps the application from running, in one line.</summary>
internal sealed class StartUpFailure
{
    public string? Line { get; set; }
}
