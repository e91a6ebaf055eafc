namespace HotChocolate.Execution;

/// <summary>What reads a field's value: compiled once from a member of a CLR type.</summary>
internal delegate T ResolverDelegate<out T>(OperationState state, object? parent, object?[] arguments);

/// <summary>Yields the value of a field.</summary>
internal abstract class FieldResolver
{
    /// <summary>Whether the value comes later, or may: such fields are started before anything is written.</summary>
    public abstract bool IsAsync { get; }

    /// <summary>How an item, or the value itself, is written; null when it is a composite type.</summary>
    public LeafOutput? Leaf { get; init; }

    /// <summary>The value of a field that is not asynchronous.</summary>
    public abstract object? Resolve(OperationState state, object? parent, PlanField field);

    /// <summary>Writes a field that is neither asynchronous nor a list; false when the value is null.</summary>
    public abstract bool TryWriteLeaf(JsonBuffer json, OperationState state, object? parent, PlanField field);

    /// <summary>Starts the field and hands its value to the executor, now or later.</summary>
    public abstract void Start(OperationExecutor executor, ObjectNode parent, PlanField field);
}

internal sealed class SyncResolver<T>(ResolverDelegate<T> resolve) : FieldResolver
{
    public override bool IsAsync => false;

    public override object? Resolve(OperationState state, object? parent, PlanField field) =>
        resolve(state, parent, field.GetArguments(state));

    public override bool TryWriteLeaf(JsonBuffer json, OperationState state, object? parent, PlanField field)
    {
        var value = resolve(state, parent, field.GetArguments(state));

        return Leaf is LeafOutput<T> typed ? typed.TryWrite(json, value)
            : value is not null && Leaf!.TryWriteObject(json, value);
    }

    public override void Start(OperationExecutor executor, ObjectNode parent, PlanField field) =>
        executor.Complete(parent, field, Resolve(executor.State, parent.Source, field));
}

internal abstract class AsyncResolver : FieldResolver
{
    public override bool IsAsync => true;

    public override object? Resolve(OperationState state, object? parent, PlanField field) =>
        throw new InvalidOperationException($"{field.Field.Name} is asynchronous.");

    public override bool TryWriteLeaf(JsonBuffer json, OperationState state, object? parent, PlanField field) =>
        throw new InvalidOperationException($"{field.Field.Name} is asynchronous.");
}

internal sealed class TaskResolver<T>(ResolverDelegate<Task<T>> resolve) : AsyncResolver
{
    public override void Start(OperationExecutor executor, ObjectNode parent, PlanField field)
    {
        var task = resolve(executor.State, parent.Source, field.GetArguments(executor.State));
        if (task.IsCompletedSuccessfully)
        {
            executor.Complete(parent, field, task.Result);
        }
        else
        {
            executor.CompleteLater(new ValueTask<T>(task), parent, field);
        }
    }
}

internal sealed class ValueTaskResolver<T>(ResolverDelegate<ValueTask<T>> resolve) : AsyncResolver
{
    public override void Start(OperationExecutor executor, ObjectNode parent, PlanField field)
    {
        var task = resolve(executor.State, parent.Source, field.GetArguments(executor.State));
        if (task.IsCompletedSuccessfully)
        {
            executor.Complete(parent, field, task.Result);
        }
        else
        {
            executor.CompleteLater(task, parent, field);
        }
    }
}
