using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Database;

internal static class DatabaseMigration
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    /// <summary>
    /// Applies the migrations that the database lacks; several at once wait for each other, because EF Core locks its
    /// history table. Says in one line how it ended and returns the exit code.
    /// </summary>
    public static async Task<int> RunAsync<TContext>(IServiceProvider services)
        where TContext : DbContext
    {
        using var timeout = new CancellationTokenSource(Timeout);
        await using var scope = services.CreateAsyncScope();
        var database = scope.ServiceProvider.GetRequiredService<TContext>().Database;
        var name = database.GetDbConnection().Database;
        try
        {
            var pending = await database.GetPendingMigrationsAsync(timeout.Token);
            await database.MigrateAsync(timeout.Token);
            foreach (var step in scope.ServiceProvider.GetServices<IMigrationStep>())
            {
                await step.RunAsync(timeout.Token);
            }

            await Console.Out.WriteLineAsync($"Database '{name}' is up to date ({pending.Count()} migrations applied).");
            return 0;
        }
        catch (Exception exception) when (exception is DbException or SocketException or OperationCanceledException)
        {
            var line = $"Database '{name}' could not be migrated: {exception.GetBaseException().Message}";
            await Console.Error.WriteLineAsync(line.ReplaceLineEndings(" "));
            return StartupErrors.ExitCode;
        }
    }
}
