using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Shop.Copies;

/// <summary>A table of copies that an operator can look after.</summary>
internal interface ICopiedTable
{
    /// <returns>What was done, in one line.</returns>
    /// <exception cref="CopyDatabaseException">The database cannot be reached, or refuses a statement.</exception>
    Task<string> RebuildAsync(CancellationToken cancellationToken);

    /// <exception cref="CopyDatabaseException">The database cannot be reached, or refuses a statement.</exception>
    Task<CopyCheckResult> CheckAsync(CancellationToken cancellationToken);
}

internal sealed class CopiedTable<TContext, TCopy>(
    TContext context, ICopySource<TCopy> source, IOptions<CopyOptions> options, TimeProvider time) : ICopiedTable
    where TContext : DbContext
    where TCopy : class, ICopy
{
    public async Task<string> RebuildAsync(CancellationToken cancellationToken)
    {
        var (read, written, removed) = await InDatabaseAsync(
            () => new CopyRebuild<TCopy>(context, source).RunAsync(cancellationToken));

        return $"{CopyTable.Of<TCopy>(context).Name}: {read} rows read from {source.Service}, "
            + $"{written} written, {removed} removed.";
    }

    public Task<CopyCheckResult> CheckAsync(CancellationToken cancellationToken) => InDatabaseAsync(
        () => new CopyCheck<TCopy>(context, source, options.Value.RecheckDelay, time).RunAsync(cancellationToken));

    private async Task<TResult> InDatabaseAsync<TResult>(Func<Task<TResult>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception.GetBaseException() is DbException or SocketException)
        {
            throw new CopyDatabaseException(
                context.Database.GetDbConnection().Database, exception.GetBaseException().Message);
        }
    }
}

/// <summary>The database of the copies does not do what it is asked for.</summary>
internal sealed class CopyDatabaseException(string database, string problem)
    : Exception($"Database '{database}': {problem}");
