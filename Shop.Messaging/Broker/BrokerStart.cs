using System.Diagnostics;
using System.Net.Sockets;
using RabbitMQ.Client;
using Shop.ServiceDefaults;

namespace Shop.Messaging.Broker;

/// <summary>
/// Waits for a broker that starts together with the service. The loops would warn and pause longer and longer, though
/// nothing is wrong.
/// </summary>
internal sealed class BrokerStart(IConnectionFactory connections)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TryLimit = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan MaxPause = TimeSpan.FromMilliseconds(500);

    private readonly AmqpTcpEndpoint _broker = ((ConnectionFactory)connections).Endpoint;

    /// <summary>Returns when the broker accepts connections, or after half a minute without it.</summary>
    public async Task WaitAsync(LoopState loop, CancellationToken cancellationToken)
    {
        loop.Trouble = "the broker has not been reached yet.";
        var backOff = new BackOff(MaxPause);
        var started = Stopwatch.GetTimestamp();
        while (!await ListensAsync(cancellationToken) && Stopwatch.GetElapsedTime(started) < Limit)
        {
            await backOff.WaitAsync(cancellationToken);
        }
    }

    private async Task<bool> ListensAsync(CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(TryLimit);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(_broker.HostName, _broker.Port, limited.Token);

            return true;
        }
        catch (Exception exception) when (
            exception is SocketException
            || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }
}
