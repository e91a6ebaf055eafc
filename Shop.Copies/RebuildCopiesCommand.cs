using Shop.ServiceDefaults.Commands;

namespace Shop.Copies;

/// <summary>Makes each copy of the service equal to its source. The service may run meanwhile.</summary>
internal sealed class RebuildCopiesCommand(IEnumerable<ICopiedTable> tables) : IServiceCommand
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        foreach (var table in tables)
        {
            await Console.Out.WriteLineAsync(await table.RebuildAsync(cancellationToken));
        }

        return 0;
    }
}
