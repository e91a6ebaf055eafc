namespace HotChocolate.Execution;

/// <summary>A response, written as JSON.</summary>
internal sealed class ExecutionResult(ResultKind kind, IReadOnlyList<IError> errors, JsonBuffer json)
    : IExecutionResult, IDisposable
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

    /// <summary>A response of nothing but extensions.</summary>
    public static ExecutionResult Of(ResponseExtensions extensions)
    {
        var json = new JsonBuffer();
        json.Write("{}"u8);

        return new ExecutionResult(ResultKind.Executed, [], json).With(extensions);
    }

    public ExecutionResult With(ResponseExtensions extensions)
    {
        extensions.AppendTo(json);

        return this;
    }

    public void Dispose() => json.Dispose();

    public ValueTask DisposeAsync()
    {
        Dispose();

        return default;
    }
}
