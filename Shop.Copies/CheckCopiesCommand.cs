using Shop.ServiceDefaults.Commands;

namespace Shop.Copies;

/// <summary>Compares each copy of the service with its source; exit code 1 when one differs.</summary>
internal sealed class CheckCopiesCommand(IEnumerable<ICopiedTable> tables) : IServiceCommand
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var exitCode = 0;
        foreach (var table in tables)
        {
            var result = await table.CheckAsync(cancellationToken);
            foreach (var line in result.Describe())
            {
                await Console.Out.WriteLineAsync(line);
            }

            exitCode = result.Agrees ? exitCode : 1;
        }

        return exitCode;
    }
}
