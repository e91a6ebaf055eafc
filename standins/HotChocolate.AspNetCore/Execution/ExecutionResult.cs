namespace HotChocolate.Execution;

/// <summary>A response, written as JSON.</summary>
internal sealed class ExecutionResult(ResultKind kind, IReadOnlyList<IError> errors, JsonBuffer json) : IExecutionResult
{
    public ResultKind Kind { get; } = kind;

    public IReadOnlyList<IError> Errors { get; } = errors;

    public ReadOnlyMemory<byte> Json => json.Written;

    public static ExecutionResult Refuse(IReadOnlyList<IError> errors, ResultKind kind = ResultKind.Refused)
    {
        var json = new JsonBuffer();
        json.Write((byte)'{');
        ErrorWriter.Write(json, errors);
        json.Write((byte)'}');
        return new ExecutionResult(kind, errors, json);
    }

    public void Dispose() => json.Dispose();
}
