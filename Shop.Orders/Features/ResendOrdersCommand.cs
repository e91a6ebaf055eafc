using System.CommandLine;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Shop.Messaging;
using Shop.Orders.Data;
using Shop.ServiceDefaults.Commands;

namespace Shop.Orders.Features;

/// <summary>
/// Tells products once more of orders whose events may have been lost with a broker: those that are pending, and those
/// that were placed or cancelled since a time. What products knows of an order stands, and is told again. The service
/// may run meanwhile; it is the one that sends.
/// </summary>
internal sealed class ResendOrdersCommand(OrdersDbContext db, TimeProvider time) : IServiceCommand
{
    private const int PageSize = 500;

    private static readonly string[] Formats = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public static Argument<string> Since() =>
        new("SINCE") { Description = "A time (RFC 3339), for example 2026-01-31T08:00:00Z." };

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var since = Parse(arguments[0]);
        var (placed, cancelled) = (0, 0);
        for (var page = await ReadAsync(since, Guid.Empty, cancellationToken);
            page is [.., var last];
            page = await ReadAsync(since, last.Id, cancellationToken))
        {
            foreach (var order in page)
            {
                if (order.Status is OrderStatus.Cancelled)
                {
                    db.Publish(order.ToCancelled());
                    cancelled++;
                }
                else
                {
                    db.Publish(order.ToPlaced());
                    placed++;
                }
            }

            await db.SaveChangesAsync(cancellationToken);
            db.ChangeTracker.Clear();
        }

        await Console.Out.WriteLineAsync($"{placed} placed and {cancelled} cancelled orders are told of again.");

        return 0;
    }

    // An order that was rejected holds no units: there is nothing that products could have missed.
    private Task<List<Order>> ReadAsync(DateTimeOffset since, Guid after, CancellationToken cancellationToken) =>
        db.Orders.AsNoTracking()
            .Include(order => order.Lines.OrderBy(line => line.Number))
            .Where(order => order.Id > after
                && (order.Status == OrderStatus.Pending
                    || (order.Status == OrderStatus.Confirmed && order.CreatedAt >= since)
                    || (order.Status == OrderStatus.Cancelled && order.CancelledAt >= since)))
            .OrderBy(order => order.Id)
            .Take(PageSize)
            .ToListAsync(cancellationToken);

    private DateTimeOffset Parse(string value)
    {
        var isTime = DateTimeOffset.TryParseExact(
            value, Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var since);

        return isTime && since <= time.GetUtcNow()
            ? since.ToUniversalTime()
            : throw new FormatException("SINCE is not a time that has passed, for example 2026-01-31T08:00:00Z.");
    }
}
