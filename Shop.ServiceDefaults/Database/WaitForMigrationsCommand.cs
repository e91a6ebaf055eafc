using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Shop.ServiceDefaults.Commands;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Database;

/// <summary>
/// Waits until <c>migrate</c>, which runs elsewhere, has brought the database up to date: for what starts a service
/// without an order among its parts, as Kubernetes does. Only reads.
/// </summary>
internal sealed class WaitForMigrationsCommand<TContext>(TContext context) : IServiceCommand
    where TContext : DbContext
{
    // Whoever started it does so again.
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(Timeout);
        var name = context.Database.GetDbConnection().Database;
        string? told = null;
        try
        {
            while (await FindHindranceAsync(limited.Token) is { } hindrance)
            {
                if (hindrance != told)
                {
                    await Console.Out.WriteLineAsync($"Waiting for database '{name}': {hindrance}");
                    told = hindrance;
                }

                await Task.Delay(Interval, limited.Token);
            }
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync($"Database '{name}' is not up to date. {told}".TrimEnd());

            return StartupErrors.ExitCode;
        }

        await Console.Out.WriteLineAsync($"Database '{name}' is up to date.");

        return 0;
    }

    private async Task<string?> FindHindranceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pending = (await context.Database.GetPendingMigrationsAsync(cancellationToken)).Count();

            return pending == 0 ? null : $"migrations that it lacks: {pending}.";
        }
        catch (Exception exception) when (
            exception is DbException or { InnerException: DbException } or SocketException)
        {
            return exception.GetBaseException().Message.ReplaceLineEndings(" ");
        }
    }
}
