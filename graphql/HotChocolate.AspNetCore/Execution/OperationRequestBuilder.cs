namespace HotChocolate.Execution;

/// <summary>Builds an <see cref="IOperationRequest"/>.</summary>
public sealed class OperationRequestBuilder
{
    private string? _document;
    private string? _operationName;
    private IReadOnlyDictionary<string, object?>? _variableValues;

    private OperationRequestBuilder()
    {
    }

    internal RequestSettings Settings { get; } = new();

    /// <summary>Starts an empty request.</summary>
    public static OperationRequestBuilder New() => new();

    /// <summary>Sets the document.</summary>
    public OperationRequestBuilder SetDocument(string sourceText)
    {
        _document = sourceText;

        return this;
    }

    /// <summary>Chooses one of several operations.</summary>
    public OperationRequestBuilder SetOperationName(string? operationName)
    {
        _operationName = operationName;

        return this;
    }

    /// <summary>Sets the variables; their values are anything that JSON can hold.</summary>
    public OperationRequestBuilder SetVariableValues(IReadOnlyDictionary<string, object?>? variableValues)
    {
        _variableValues = variableValues;

        return this;
    }

    /// <summary>The request.</summary>
    /// <exception cref="InvalidOperationException">No document was set.</exception>
    public IOperationRequest Build() => new OperationRequest(
        _document ?? throw new InvalidOperationException("A request needs a document."),
        _operationName,
        _variableValues,
        Settings);
}

internal sealed record OperationRequest(
    string Document,
    string? OperationName,
    IReadOnlyDictionary<string, object?>? VariableValues,
    RequestSettings Settings) : IOperationRequest;
