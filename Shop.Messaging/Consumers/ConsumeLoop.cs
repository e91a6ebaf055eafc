using Shop.ServiceDefaults;

namespace Shop.Messaging.Consumers;

/// <summary>
/// Starts consuming again whenever it is interrupted, after a pause. Of several interruptions in a row the first is told.
/// </summary>
internal static class ConsumeLoop
{
    public static async Task RunAsync(
        MessagingState state,
        MessagingOptions options,
        Func<BackOff, CancellationToken, Task> consume,
        Action<Exception> interrupted,
        CancellationToken stoppingToken)
    {
        var backOff = new BackOff(options.MaxBackOff);
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await consume(backOff, stoppingToken);
            }
            catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
            {
                if (state.ConsumerTrouble is null)
                {
                    interrupted(exception);
                }

                state.ConsumerTrouble = exception.Message;
            }

            await backOff.WaitAsync(stoppingToken);
        }
    }
}
