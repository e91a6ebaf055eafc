using System.Collections;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>Runs the asynchronous fields of a plan, all that can run at once, before the result is written.</summary>
internal sealed class OperationExecutor(OperationState state)
{
    private readonly TaskCompletionSource _done = new();
    private int _outstanding = 1;

    public OperationState State { get; } = state;

    /// <summary>Starts the fields and waits until nothing below them is outstanding.</summary>
    public async Task RunAsync(ObjectNode root, IEnumerable<PlanField> fields)
    {
        State.Batches.Enter();
        try
        {
            foreach (var field in fields)
            {
                Start(root, field);
            }
        }
        finally
        {
            State.Batches.Exit();
        }

        Release();
        await _done.Task.WaitAsync(State.CancellationToken);
    }

    public void Complete(ObjectNode parent, PlanField field, object? value) =>
        parent.Slots[field.Slot] = value is null || !field.HasAsyncBelow
            ? value
            : CompleteValue(field.Field.Type, value, parent, field, field, 0);

    public void CompleteLater<T>(ValueTask<T> task, ObjectNode parent, PlanField field) =>
        ContinueLater(task, parent, field, static (executor, node, of, value) => executor.Complete(node, of, value));

    public void ContinueLater<T>(
        ValueTask<T> task,
        ObjectNode parent,
        PlanField field,
        Action<OperationExecutor, ObjectNode, PlanField, T> next)
    {
        Interlocked.Increment(ref _outstanding);
        _ = AwaitAsync(task, parent, field, next);
    }

    private async Task AwaitAsync<T>(
        ValueTask<T> task,
        ObjectNode parent,
        PlanField field,
        Action<OperationExecutor, ObjectNode, PlanField, T> next)
    {
        try
        {
            var value = await task;
            State.Batches.Enter();
            try
            {
                next(this, parent, field, value);
            }
            finally
            {
                State.Batches.Exit();
            }
        }
        catch (Exception exception)
        {
            Fail(parent, field, exception);
        }

        Release();
    }

    private void Start(ObjectNode parent, PlanField field)
    {
        try
        {
            field.Resolver.Start(this, parent, field);
        }
        catch (Exception exception)
        {
            Fail(parent, field, exception);
        }
    }

    private void Fail(ObjectNode parent, PlanField field, Exception exception)
    {
        parent.Slots[field.Slot] = Failed.Instance;
        State.AddError(exception, parent.Path.Append(field.ResponseName), field);
    }

    private void Release()
    {
        if (Interlocked.Decrement(ref _outstanding) == 0)
        {
            _done.SetResult();
        }
    }

    private object? CompleteValue(
        GraphType type,
        object? value,
        ResultNode parent,
        PlanField? segment,
        PlanField field,
        int index)
    {
        if (value is null)
        {
            return null;
        }

        return type.Nullable is ListType list
            ? CompleteList(list, value, parent, segment, field, index)
            : CompleteObject(value, parent, segment, field, index);
    }

    private ObjectNode CompleteObject(object value, ResultNode parent, PlanField? segment, PlanField field, int index)
    {
        var node = new ObjectNode(parent, segment, index, field.SelectionsOf(value, State), value);
        foreach (var below in node.Selections.SlotFields)
        {
            Start(node, below);
        }

        return node;
    }

    private ListNode CompleteList(
        ListType type,
        object value,
        ResultNode parent,
        PlanField? segment,
        PlanField field,
        int index)
    {
        var items = value as IList ?? ((IEnumerable)value).Cast<object?>().ToArray();
        var node = new ListNode(parent, segment, index, items.Count);
        for (var i = 0; i < node.Items.Length; i++)
        {
            node.Items[i] = CompleteValue(type.OfType, items[i], node, null, field, i);
        }

        return node;
    }
}
