using RabbitMQ.Client;
using Shop.Messaging.Broker;
using Shop.Messaging.Consumers;
using Shop.ServiceDefaults.Commands;

namespace Shop.Messaging.DeadLetters;

/// <summary>
/// Lists the dead letters of all services, or of one, a hundred of each; those become the last ones, so that the next
/// list shows others.
/// </summary>
internal sealed class ListDeadLettersCommand(IConnectionFactory connections) : IServiceCommand
{
    private const int MaxShown = 100;

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var services = arguments is [var name] ? [DeadLetterQueue.ServiceOf(name)] : DeadLetterQueue.Services;
        foreach (var service in services)
        {
            await using var queue = await DeadLetterQueue.OpenAsync(connections, service, cancellationToken);
            await ListAsync(queue, cancellationToken);
        }

        return 0;
    }

    private static async Task ListAsync(DeadLetterQueue queue, CancellationToken cancellationToken)
    {
        var count = await queue.CountAsync(cancellationToken);
        await Console.Out.WriteLineAsync($"{queue.Name}: {count}");
        var most = Math.Min(count, MaxShown);
        for (var shown = 0; shown < most && await queue.NextAsync(cancellationToken) is { } message; shown++)
        {
            await Console.Out.WriteLineAsync($"  {Describe(message.BasicProperties)}");
            await queue.PutBackAsync(message, cancellationToken);
        }

        if (count > MaxShown)
        {
            await Console.Out.WriteLineAsync($"  and {count - MaxShown} more");
        }
    }

    // What the broker gave up itself, because it ended its consumers again and again, has the broker's reason only.
    private static string Describe(IReadOnlyBasicProperties properties) => string.Join(
        "  ",
        properties.Header(DeadLetterHeaders.Time) ?? "-",
        properties.Header(CloudEventHeaders.Type) ?? "-",
        properties.Header(CloudEventHeaders.Id) ?? "-",
        properties.Header(DeadLetterHeaders.Exception) ?? "-",
        (properties.Header(DeadLetterHeaders.Reason) ?? properties.Header("x-first-death-reason") ?? "-")
            .ReplaceLineEndings(" "));
}
