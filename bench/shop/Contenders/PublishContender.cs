using System.Diagnostics;
using RabbitMQ.Client;
using Shop.Bench.Shop.References;
using Shop.Bench.Shop.Report;
using Shop.LocalServers;

namespace Shop.Bench.Shop.Contenders;

/// <summary>
/// Messages as long as an event of the shop, persistent and to a quorum queue, in batches of which each is confirmed
/// before the next.
/// </summary>
internal sealed class PublishContender : IContender, IAsyncDisposable
{
    private const string Queue = "bench";
    private const int BatchSize = 200;
    private const int BodyBytes = 300;

    private readonly byte[] _body = new byte[BodyBytes];
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private PublishContender(IConnection connection, IChannel channel) =>
        (_connection, _channel) = (connection, channel);

    public string Name => ReferenceNames.Publish;

    public static async Task<PublishContender> ConnectAsync(RabbitMQServer rabbitMQ)
    {
        var uri = new Uri(await rabbitMQ.CreateVirtualHostAsync());
        var connection = await new ConnectionFactory { Uri = uri }.CreateConnectionAsync();
        var channel = await connection.CreateChannelAsync(new CreateChannelOptions(
            publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));
        await channel.QueueDeclareAsync(
            Queue,
            durable: true,
            exclusive: false,
            autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" });

        return new PublishContender(connection, channel);
    }

    public IEnumerable<int> At(IReadOnlyList<int> connections) => [1];

    public async Task<long> WarmUpAsync(int connections, TimeSpan least)
    {
        await MeasureAsync(connections, least);

        return 0;
    }

    public async Task<Sample> MeasureAsync(int connections, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var published = 0L;
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await Task.WhenAll(Enumerable.Range(0, BatchSize).Select(_ => PublishAsync().AsTask()));
            published += BatchSize;
        }

        var took = Stopwatch.GetElapsedTime(started);
        await _channel.QueuePurgeAsync(Queue);

        return new Sample(published / took.TotalSeconds, published) { Duration = took };
    }

    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private ValueTask PublishAsync() => _channel.BasicPublishAsync(
        exchange: "",
        Queue,
        mandatory: true,
        new BasicProperties { DeliveryMode = DeliveryModes.Persistent },
        _body);
}
