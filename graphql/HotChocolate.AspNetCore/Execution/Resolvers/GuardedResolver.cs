namespace HotChocolate.Execution;

/// <summary>Decides whether the request may have a field before its resolver runs.</summary>
internal interface IFieldGuard
{
    /// <summary>The refusal, or null when the request may go on.</summary>
    ValueTask<IError?> CheckAsync(OperationState state);
}

internal sealed class GuardedResolver(FieldResolver inner, IFieldGuard guard) : AsyncResolver
{
    public override void Start(OperationExecutor executor, ObjectNode parent, PlanField field)
    {
        var check = guard.CheckAsync(executor.State);
        if (check.IsCompletedSuccessfully)
        {
            Continue(executor, parent, field, check.Result);
        }
        else
        {
            executor.ContinueLater(check, parent, field, Continue);
        }
    }

    private void Continue(OperationExecutor executor, ObjectNode parent, PlanField field, IError? refusal)
    {
        if (refusal is null)
        {
            inner.Start(executor, parent, field);
        }
        else
        {
            throw new GraphQLException(refusal);
        }
    }
}
