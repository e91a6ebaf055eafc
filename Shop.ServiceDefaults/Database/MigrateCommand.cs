using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Applies the migrations that the database lacks; several at once wait for each other, because EF Core locks its
/// history table. Where there is an administrator of the server, the role and the database of the service are made
/// first. Says in one line how it ended.
/// </summary>
internal sealed class MigrateCommand<TContext>(
    TContext context, IEnumerable<IMigrationStep> steps, DatabaseAdministrator? administrator = null) : IServiceCommand
    where TContext : DbContext
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        var database = context.Database;
        var name = database.GetDbConnection().Database;
        try
        {
            if (administrator is not null)
            {
                await administrator.EnsureAsync(timeout.Token);
            }

            // Whoever is first may take as long as it needs.
            await database.OpenConnectionAsync(timeout.Token);
            await database.ExecuteSqlAsync($"SET lock_timeout = 0", timeout.Token);
            string[] pending = [.. await database.GetPendingMigrationsAsync(timeout.Token)];
            if (pending.Length > 0)
            {
                await database.MigrateAsync(timeout.Token);
            }

            foreach (var step in steps)
            {
                await step.RunAsync(timeout.Token);
            }

            await Console.Out.WriteLineAsync(
                $"Database '{name}' is up to date ({pending.Length} migrations applied).");

            return 0;
        }
        catch (Exception exception) when (
            exception is DbException or { InnerException: DbException } or SocketException
                or OperationCanceledException)
        {
            var line = $"Database '{name}' could not be migrated: {exception.GetBaseException().Message}";
            await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));

            return StartupErrors.ExitCode;
        }
    }
}
