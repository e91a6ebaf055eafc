using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Commands;

namespace Shop.ServiceDefaults.Copies;

/// <summary>Compares each copy of the service with its source; exit code 1 when one differs.</summary>
internal sealed class CheckCopiesCommand<TContext>(
    TContext context, IEnumerable<ICopySource> sources, IOptions<CopyOptions> options, TimeProvider time)
    : IServiceCommand
    where TContext : DbContext
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var exitCode = 0;
        foreach (var source in sources)
        {
            var result = await context.OnOneConnectionAsync(
                connection => new CopyCheck(connection, source, options.Value.RecheckDelay, time)
                    .RunAsync(cancellationToken),
                cancellationToken);
            foreach (var line in result.Describe(source))
            {
                await Console.Out.WriteLineAsync(line);
            }

            exitCode = result.Agrees ? exitCode : 1;
        }

        return exitCode;
    }
}
