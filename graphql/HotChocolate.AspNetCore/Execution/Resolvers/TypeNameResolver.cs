namespace HotChocolate.Execution;

/// <summary>The field <c>__typename</c>.</summary>
internal sealed class TypeNameResolver : FieldResolver
{
    public override bool IsAsync => false;

    public override object Resolve(OperationState state, object? parent, PlanField field) => field.Parent.Name;

    public override bool TryWriteLeaf(JsonBuffer json, OperationState state, object? parent, PlanField field)
    {
        json.WriteString(field.Parent.Name);

        return true;
    }

    public override void Start(OperationExecutor executor, ObjectNode parent, PlanField field) =>
        executor.Complete(parent, field, field.Parent.Name);
}
