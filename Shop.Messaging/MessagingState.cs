namespace Shop.Messaging;

/// <summary>What hinders the relay and the consumers at the moment; null when nothing does.</summary>
internal sealed class MessagingState
{
    private volatile string? _relayTrouble;
    private volatile string? _consumerTrouble;
    private volatile string? _ended;

    public string? RelayTrouble
    {
        get => _relayTrouble;
        set => _relayTrouble = value;
    }

    public string? ConsumerTrouble
    {
        get => _consumerTrouble;
        set => _consumerTrouble = value;
    }

    /// <summary>The loop that ended although the host did not stop it.</summary>
    public string? Ended
    {
        get => _ended;
        set => _ended = value;
    }
}
