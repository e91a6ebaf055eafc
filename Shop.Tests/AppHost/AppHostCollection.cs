namespace Shop.Tests.AppHost;

/// <summary>
/// Each of these tests starts servers of its own through the orchestrator; nothing else runs beside them.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class AppHostCollection
{
    public const string Name = "apphost";
}
