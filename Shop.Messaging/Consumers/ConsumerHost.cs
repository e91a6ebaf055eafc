using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.Messaging.Broker;
using Shop.ServiceDefaults;

namespace Shop.Messaging.Consumers;

/// <summary>
/// Consumes the service's queue for as long as the host runs. A lost channel is opened anew; the broker then delivers
/// again what was not acknowledged, and the inbox knows what of it has been applied.
/// </summary>
internal sealed partial class ConsumerHost<TContext>(
    IServiceProvider services,
    BrokerStart broker,
    DeliveryReader reader,
    DeliveryBatch<TContext> batch,
    FailedDeliveries failed,
    MessagingService service,
    MessagingState state,
    IOptions<MessagingOptions> options,
    ILogger<ConsumerHost<TContext>> logger) : BackgroundService
    where TContext : DbContext
{
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(10);
    private readonly MessagingOptions _options = options.Value;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => reader.HasSubscriptions
        ? ConsumeLoop.RunAsync(
            broker,
            state.Consumer,
            _options,
            ConsumeAsync,
            exception => Log.Interrupted(logger, exception),
            stoppingToken)
        : Task.CompletedTask;

    private async Task ConsumeAsync(BackOff backOff, CancellationToken stoppingToken)
    {
        var connection = await services.ConnectAsync(stoppingToken);
        await using var channel = await BrokerChannels.OpenAsync(connection, stoppingToken);
        await failed.DeclareRetryQueuesAsync(channel, stoppingToken);
        var deliveries = await DeliveryQueue.StartAsync(
            channel, MessagingNames.Queue(service.Name), _options.Prefetch, stoppingToken);
        state.Consumer.Trouble = null;

        // A stop lets the batch in flight finish, within its time.
        using var drain = new CancellationTokenSource();
        await using var stop = stoppingToken.Register(() => drain.CancelAfter(DrainTimeout));
        while (!stoppingToken.IsCancellationRequested)
        {
            var taken = await deliveries.TakeAsync(_options.ConsumeBatchSize, stoppingToken);
            await batch.SettleAsync(channel, taken, drain.Token);

            // Batches are settled in the order of their tags, so everything up to the last one is settled.
            await channel.BasicAckAsync(taken[^1].Tag, multiple: true, drain.Token);
            backOff.Reset();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Consuming is interrupted and starts again")]
        public static partial void Interrupted(ILogger logger, Exception exception);
    }
}
