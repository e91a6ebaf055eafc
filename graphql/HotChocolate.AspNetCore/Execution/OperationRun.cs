using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>Executes one operation: specification, section 6.2.</summary>
internal sealed class OperationRun(OperationState state)
{
    private readonly PlanSelections _root = state.Plan.Root;
    private readonly ObjectNode _node = new(null, null, 0, state.Plan.Root, null);

    public async ValueTask<ExecutionResult> ExecuteAsync()
    {
        var json = new JsonBuffer();
        try
        {
            json.Write("{\"data\":{"u8);
            var writer = new ResultWriter(state, json);
            var written = state.Plan.Operation.Operation == OperationType.Mutation
                ? await TryExecuteSeriallyAsync(writer)
                : await TryExecuteAtOnceAsync(writer);
            if (!written)
            {
                json.Position = 0;
                json.Write("{\"data\":null"u8);
            }
            else
            {
                json.Write((byte)'}');
            }

            var errors = state.Errors;
            if (errors.Count > 0)
            {
                json.Write((byte)',');
                ErrorWriter.Write(json, errors);
            }

            json.Write((byte)'}');
            state.CheckGoesOn(json.Position);

            return new ExecutionResult(ResultKind.Executed, errors, json);
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    private async ValueTask<bool> TryExecuteAtOnceAsync(ResultWriter writer)
    {
        if (_root.SlotFields.Length > 0)
        {
            await new OperationExecutor(state).RunAsync(_node, _root.SlotFields);
        }

        return writer.TryWriteFields(_root, null, _node);
    }

    // One field after the other, each written before the next one changes what it read.
    private async ValueTask<bool> TryExecuteSeriallyAsync(ResultWriter writer)
    {
        for (var i = 0; i < _root.Fields.Length; i++)
        {
            var field = _root.Fields[i];
            if (field.Slot >= 0)
            {
                await new OperationExecutor(state).RunAsync(_node, [field]);
            }

            if (!writer.TryWriteField(field, null, _node, first: i == 0))
            {
                return false;
            }
        }

        return true;
    }
}
