using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Commands;

namespace Shop.ServiceDefaults.Copies;

/// <summary>Makes each copy of the service equal to its source. The service may run meanwhile.</summary>
internal sealed class RebuildCopiesCommand<TContext>(TContext context, IEnumerable<ICopySource> sources)
    : IServiceCommand
    where TContext : DbContext
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        foreach (var source in sources)
        {
            var (read, written, removed) = await context.OnOneConnectionAsync(
                connection => new CopyRebuild(connection, source).RunAsync(cancellationToken), cancellationToken);
            await Console.Out.WriteLineAsync(
                $"{source.Table}: {read} rows read from {source.Service}, {written} written, {removed} removed.");
        }

        return 0;
    }
}
