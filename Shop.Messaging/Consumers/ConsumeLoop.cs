using Shop.Messaging.Broker;
using Shop.ServiceDefaults;

namespace Shop.Messaging.Consumers;

/// <summary>
/// Starts consuming again whenever it is interrupted, after a pause.
/// Of several interruptions in a row by the same trouble the first is told.
/// </summary>
internal static class ConsumeLoop
{
    public static async Task RunAsync(
        BrokerStart broker,
        LoopState state,
        MessagingOptions options,
        Func<BackOff, CancellationToken, Task> consume,
        Action<Exception> interrupted,
        CancellationToken stoppingToken)
    {
        var backOff = new BackOff(options.MaxBackOff);
        try
        {
            await broker.WaitAsync(state, stoppingToken);
            while (!stoppingToken.IsCancellationRequested)
            {
                await AttemptAsync(state, backOff, consume, interrupted, stoppingToken);
                await backOff.WaitAsync(stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops; what was not acknowledged is delivered again.
        }
        finally
        {
            state.HasEnded = !stoppingToken.IsCancellationRequested;
        }
    }

    private static async Task AttemptAsync(
        LoopState state,
        BackOff backOff,
        Func<BackOff, CancellationToken, Task> consume,
        Action<Exception> interrupted,
        CancellationToken stoppingToken)
    {
        try
        {
            await consume(backOff, stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            if (state.Trouble != exception.Message)
            {
                interrupted(exception);
            }

            state.Trouble = exception.Message;
        }
    }
}
