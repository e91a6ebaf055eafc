namespace Shop.Faults.Attacks;

/// <summary>What a stranger does again and again.</summary>
/// <param name="name">What it is called in the table.</param>
/// <param name="right">The outcomes that are right.</param>
internal abstract class Attack(string name, params string[] right)
{
    public string Name => name;

    /// <summary>Strikes in a second.</summary>
    public virtual int PerSecond => 10;

    /// <summary>Strikes that go on at once; those that were due besides are left out.</summary>
    public virtual int AtOnce => 40;

    /// <summary>How many honest requests one strike stands for: what it may cost is counted for each.</summary>
    public virtual int RequestsPerStrike => 1;

    public bool IsRight(string outcome) => right.Contains(outcome);

    /// <summary>Strikes once, and tells the outcome.</summary>
    public abstract Task<string> StrikeAsync(AttackScene scene, CancellationToken stop);
}

/// <summary>A request over HTTP.</summary>
internal sealed class HttpAttack(string name, Func<int, byte[]> body, params string[] right) : Attack(name, right)
{
    private int _strikes;

    public string Accept { get; init; } = "application/json";

    public override Task<string> StrikeAsync(AttackScene scene, CancellationToken stop) =>
        scene.Stranger.PostAsync(
            body(Interlocked.Increment(ref _strikes)), accept: Accept, cancellationToken: stop);
}

/// <summary>A socket over which one thing is said.</summary>
/// <param name="name">What it is called.</param>
/// <param name="greeting">The message in place of the usual greeting; null for that.</param>
/// <param name="messages">What is said then.</param>
/// <param name="right">The right outcomes.</param>
internal sealed class SocketAttack(string name, byte[]? greeting, byte[][] messages, params string[] right)
    : Attack(name, right)
{
    private static readonly byte[] Greeting = """{"type":"connection_init"}"""u8.ToArray();

    public override async Task<string> StrikeAsync(AttackScene scene, CancellationToken stop)
    {
        using var socket = await scene.Stranger.ConnectSocketAsync(stop);
        await socket.SayAsync(greeting ?? Greeting, stop);
        foreach (var message in messages)
        {
            await socket.SayAsync(message, stop);
        }

        string? outcome;
        do
        {
            outcome = await socket.OutcomeAsync(stop);
        }
        while (outcome is "connection_ack" or "next" or "complete");

        return outcome;
    }
}

/// <summary>A connection that is opened and held while the attack goes on.</summary>
internal sealed class HeldAttack(
    string name, Func<Client, CancellationToken, Task<(IDisposable, string)>> open, params string[] right)
    : Attack(name, right)
{
    public override int PerSecond => 100;

    public override async Task<string> StrikeAsync(AttackScene scene, CancellationToken stop)
    {
        var (connection, outcome) = await open(scene.Stranger, stop);
        scene.Hold(connection);

        return outcome;
    }
}
