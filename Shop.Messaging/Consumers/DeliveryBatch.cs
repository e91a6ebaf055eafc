using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Database;

namespace Shop.Messaging.Consumers;

/// <summary>Settles deliveries: when it returns, each is applied or has been moved, and may be acknowledged.</summary>
internal sealed partial class DeliveryBatch<TContext>(
    DeliveryReader reader,
    BatchTransaction<TContext> transaction,
    FailedDeliveries failed,
    MessagingState state,
    IOptions<MessagingOptions> options,
    ILogger<DeliveryBatch<TContext>> logger)
    where TContext : DbContext
{
    private const int MaxRounds = 3;

    public async Task SettleAsync(
        IChannel channel, IReadOnlyCollection<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var messages = new List<InboundMessage>(deliveries.Count);
        var malformed = new List<(Delivery, MalformedDeliveryException)>();
        foreach (var delivery in deliveries)
        {
            reader.Read(delivery, messages, malformed);
        }

        foreach (var (delivery, reason) in malformed)
        {
            await failed.MoveAsync(channel, delivery, reason, cancellationToken);
        }

        foreach (var chunk in messages.Chunk(options.Value.ConsumeBatchSize))
        {
            await ApplyAsync(channel, chunk, cancellationToken);
        }
    }

    private async Task ApplyAsync(IChannel channel, InboundMessage[] messages, CancellationToken cancellationToken)
    {
        if (await TryApplyAsync(messages, cancellationToken) is not { } failure)
        {
            return;
        }

        // One of them spoils the transaction of all: each gets its own, so that only the guilty one is held up.
        foreach (var message in messages)
        {
            var reason = messages.Length == 1 ? failure : await TryApplyAsync([message], cancellationToken);
            if (reason is not null)
            {
                await failed.MoveAsync(channel, message.Delivery, reason, cancellationToken);
            }
        }
    }

    private async Task<Exception?> TryApplyAsync(
        IReadOnlyCollection<InboundMessage> messages, CancellationToken cancellationToken)
    {
        var backOff = new BackOff(options.Value.MaxBackOff);
        for (var round = 1; ; round++)
        {
            var failure = await AttemptAsync(messages, cancellationToken);

            // An outage of the database is nobody's fault, however it showed: the deliveries are held, not used up,
            // until it is back.
            if (failure is not null && await IsOutageAsync(failure, cancellationToken))
            {
                TellOutage(failure);
                await backOff.WaitAsync(cancellationToken);
                round = 0;

                continue;
            }

            state.Consumer.Trouble = null;
            if (failure is null || !TransientRetry.IsTransient(failure) || round == MaxRounds)
            {
                return failure;
            }
        }
    }

    private async Task<Exception?> AttemptAsync(
        IReadOnlyCollection<InboundMessage> messages, CancellationToken cancellationToken)
    {
        try
        {
            await transaction.ApplyAsync(messages, cancellationToken);

            return null;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return exception is RetryLimitExceededException { InnerException: { } last } ? last : exception;
        }
    }

    private async Task<bool> IsOutageAsync(Exception failure, CancellationToken cancellationToken) =>
        failure.IsDatabaseOutage() || !await transaction.IsDatabaseThereAsync(cancellationToken);

    private void TellOutage(Exception failure)
    {
        if (state.Consumer.Trouble is null)
        {
            Log.DatabaseAway(logger, failure);
        }

        state.Consumer.Trouble = $"the database is away: {failure.GetBaseException().Message}";
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The database is away; deliveries wait for it")]
        public static partial void DatabaseAway(ILogger logger, Exception failure);
    }
}
