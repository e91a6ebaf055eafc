namespace Shop.Faults.Checker.Invariants;

/// <summary>Dead letters are what was malformed from the start, all of it and nothing else.</summary>
internal sealed class OnlyPoisonIsDead : IInvariant
{
    // A crash between the broker's confirm and the acknowledgement doubles a dead letter, but loses none.
    public IEnumerable<string> Violations(ShopState shop) =>
    [
        .. shop.DeadLetters
            .Where(letter => !shop.Told.Poison.Contains(letter.MessageId))
            .Select(letter => $"{letter.Queue} has {letter.Event} {letter.MessageId}: {letter.Reason}"),
        .. shop.Told.Poison
            .Except(shop.DeadLetters.Select(letter => letter.MessageId))
            .Select(id => $"the malformed message {id} is not among the dead letters"),
    ];
}
