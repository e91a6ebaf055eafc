namespace Shop.Tests.Faults;

/// <summary>Each of these tests starts a whole shop of its own; nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessesCollection
{
    public const string Name = "processes";
}
