using System.Text;
using Aspire.Hosting.Testing;
using RabbitMQ.Client;
using Shop.Contracts;
using Shop.Contracts.Events;

namespace Shop.Tests.EndToEnd;

[Collection(ShopCollection.Name)]
public sealed class BrokenEventTests(ShopFixture shop)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_broken_event_is_dead_lettered_with_its_reason_and_the_next_is_handled()
    {
        var marker = Guid.NewGuid().ToString();
        var factory = new ConnectionFactory
        {
            Uri = new Uri((await shop.App.GetConnectionStringAsync(
                ResourceNames.Messaging, TestContext.Current.CancellationToken))!),
        };
        await using var connection = await factory.CreateConnectionAsync(TestContext.Current.CancellationToken);
        await using var channel = await connection.CreateChannelAsync(
            cancellationToken: TestContext.Current.CancellationToken);

        await channel.BasicPublishAsync(
            MessagingNames.EventsExchange,
            OrderPlaced.EventName,
            mandatory: true,
            new BasicProperties { MessageId = marker, ContentType = "application/json" },
            Encoding.UTF8.GetBytes("{ this is not json"),
            cancellationToken: TestContext.Current.CancellationToken);

        var customer = await shop.NewCustomerAsync();
        var product = await shop.NewProductAsync();
        var order = await customer.Client.DataAsync(
            "mutation ($input: PlaceOrder!) { placeOrder(input: $input) { status } }",
            new { input = new { order_products = new[] { new { product_id = product, quantity = 1 } } } });
        Assert.Equal("CONFIRMED", order.GetProperty("placeOrder").GetProperty("status").GetString());

        var dead = await DeadLetterAsync(channel, MessagingNames.DeadLetterQueue(ResourceNames.Products), marker);
        Assert.Contains(
            dead.BasicProperties.Headers!,
            header => header.Key.Contains("reason", StringComparison.Ordinal)
                && header.Value is byte[] { Length: > 0 });
    }

    private static async Task<BasicGetResult> DeadLetterAsync(IChannel channel, string queue, string messageId)
    {
        using var timeout = new CancellationTokenSource(Timeout);
        while (true)
        {
            var result = await channel.BasicGetAsync(queue, autoAck: true, timeout.Token);
            if (result?.BasicProperties.MessageId == messageId)
            {
                return result;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
        }
    }
}
