using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Contracts.Orders.V1;
using Shop.Messaging.Outbox;

namespace Shop.Tests.Orders;

public sealed class ResendOrdersTests(OfflineOrdersFixture orders) : IClassFixture<OfflineOrdersFixture>
{
    private readonly Guid _user = Guid.CreateVersion7();

    [Fact]
    public async Task What_may_have_been_lost_is_told_again_once_and_what_products_know_is_not()
    {
        var pending = await PlaceAsync(quantity: 1);
        var confirmed = await PlaceAsync(quantity: 2);
        var early = await PlaceAsync(quantity: 3);
        var rejected = await PlaceAsync(quantity: 4);
        var cancelled = await PlaceAsync(quantity: 5);
        var earlyCancelled = await PlaceAsync(quantity: 6);
        await orders.SettleAsync(confirmed);
        await orders.SettleAsync(early);
        await orders.SettleAsync(rejected, "OUT_OF_STOCK");
        await CancelAsync(cancelled);
        await CancelAsync(earlyCancelled);
        var stop = TestContext.Current.CancellationToken;
        await using var db = orders.NewContext();
        await db.Database.ExecuteSqlAsync(
            $"UPDATE orders SET created_at = now() - interval '2 days' WHERE id IN ({pending}, {early})", stop);
        await db.Database.ExecuteSqlAsync(
            $"UPDATE orders SET cancelled_at = now() - interval '2 days' WHERE id = {earlyCancelled}", stop);
        await db.Set<OutboxMessage>().ExecuteDeleteAsync(stop);

        var yesterday = DateTimeOffset.UtcNow.AddDays(-1).ToString(
            "yyyy-MM-dd'T'HH:mm:ssK", CultureInfo.InvariantCulture);
        Assert.Equal(0, await orders.RunAsync("resend", yesterday));

        var told = await db.Set<OutboxMessage>().AsNoTracking().ToListAsync(stop);
        var expected = new[]
        {
            (OrderPlaced.EventName, pending, 1),
            (OrderPlaced.EventName, confirmed, 2),
            (OrderCancelled.EventName, cancelled, 5),
        };
        Assert.Equal(
            expected.Order(), told.Select(message => (message.Event, message.Subject, UnitsOf(message))).Order());
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("2026-01-31")]
    [InlineData("2999-01-31T08:00:00Z")]
    [InlineData("")]
    public async Task Only_a_time_that_has_passed_is_taken(string since)
    {
        var problem = await Assert.ThrowsAsync<FormatException>(() => orders.RunAsync("resend", since));

        Assert.Equal("SINCE is not a time that has passed, for example 2026-01-31T08:00:00Z.", problem.Message);
    }

    // Placed and cancelled alike.
    private static int UnitsOf(OutboxMessage message) =>
        JsonSerializer.Deserialize(message.Payload, OrderPlaced.JsonTypeInfo)!.Lines.Sum(line => line.Quantity);

    private async Task<Guid> PlaceAsync(int quantity)
    {
        var mug = await orders.CopyAsync(OrdersFixture.NewProduct());
        var answer = await orders.Hasty.PlaceOrderAsync(
            OrdersFixture.RequestFor(mug.Id, quantity), orders.As(_user));

        return Guid.Parse(answer.Order.Id);
    }

    private async Task CancelAsync(Guid order) =>
        await orders.Hasty.CancelOrderAsync(new CancelOrderRequest { Id = $"{order}" }, orders.As(_user));
}
