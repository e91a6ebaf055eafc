using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.Contracts.Events;

namespace Shop.Tests.Messaging;

public sealed class MessagingOptionsTests : MessagingTest
{
    [Theory]
    [InlineData("Messaging:Prefetch=0", "Messaging:Prefetch is 0; it must be between 1 and 5000.")]
    [InlineData("Messaging:ConsumeBatchSize=0", "Messaging:ConsumeBatchSize is 0; it must be between 1 and 5000.")]
    [InlineData("Messaging:SweepInterval=00:00:00", "Messaging:SweepInterval is 00:00:00; it must be between")]
    public async Task A_setting_beyond_its_bounds_ends_the_start_and_is_named(string setting, string message)
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => MessagingHost.ConsumerAsync(Database, Broker, setting));

        Assert.StartsWith(message, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_queued_for_a_service_without_a_consumer_for_it_ends_the_start()
    {
        var exception = await Assert.ThrowsAsync<OptionsValidationException>(
            () => MessagingHost.StartAsync(
                ResourceNames.Products,
                Database,
                Broker,
                messaging => messaging.AddConsumer<OrderPlaced, RecordingConsumer>(),
                settings: []));

        Assert.StartsWith(
            "The service 'products' has no consumer for ORDER_CANCELLED,", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
    }
}
