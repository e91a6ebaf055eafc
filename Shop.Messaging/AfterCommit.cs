namespace Shop.Messaging;

/// <summary>
/// What a consumer wants done as soon as what it has staged is committed. After a crash it is not done: only what is
/// also told by an event, or not missed, belongs here.
/// </summary>
public sealed class AfterCommit
{
    private readonly List<Action> _actions = [];

    /// <param name="action">It is quick, and does not throw.</param>
    public void Do(Action action) => _actions.Add(action);

    internal void Run() => _actions.ForEach(static action => action());
}
