using RabbitMQ.Client;
using Shop.ServiceDefaults.Commands;

namespace Shop.Messaging.DeadLetters;

/// <summary>Gives the dead letters of a service to it once more: those that are there when it begins.</summary>
internal sealed class ReplayDeadLettersCommand(IConnectionFactory connections) : IServiceCommand
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var service = DeadLetterQueue.ServiceOf(arguments[0]);
        await using var queue = await DeadLetterQueue.OpenAsync(connections, service, cancellationToken);
        var count = await queue.CountAsync(cancellationToken);

        var replayed = 0;
        while (replayed < count && await queue.NextAsync(cancellationToken) is { } message)
        {
            await queue.ReplayAsync(message, cancellationToken);
            replayed++;
        }

        await Console.Out.WriteLineAsync($"{queue.Name}: {replayed} replayed.");

        return 0;
    }
}
