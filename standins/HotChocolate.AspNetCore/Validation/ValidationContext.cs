using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>What the rules share: the schema, the document, its fragments by name, and the errors found so far.</summary>
internal sealed class ValidationContext
{
    private const int MaxErrors = 100;

    private readonly List<IError> _errors = [];

    public ValidationContext(Schema schema, DocumentNode document)
    {
        Schema = schema;
        Document = document;
        Operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        FragmentDefinitions = [.. document.Definitions.OfType<FragmentDefinitionNode>()];
        foreach (var fragment in FragmentDefinitions)
        {
            Fragments.TryAdd(fragment.Name.Value, fragment);
        }
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public IReadOnlyList<OperationDefinitionNode> Operations { get; }

    public IReadOnlyList<FragmentDefinitionNode> FragmentDefinitions { get; }

    /// <summary>The first fragment of each name.</summary>
    public Dictionary<string, FragmentDefinitionNode> Fragments { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<IError> Errors => _errors;

    public void Report(string message, params IEnumerable<SyntaxNode> nodes)
    {
        var error = ErrorBuilder.New().SetMessage(message).SetCode(ErrorCodes.Validation);
        foreach (var node in nodes)
        {
            error.AddLocation(Document.GetLocation(node));
        }

        _errors.Add(error.Build());
        if (_errors.Count >= MaxErrors)
        {
            throw new TooManyErrorsException();
        }
    }
}

/// <summary>Ends the validation of a document that has very many errors.</summary>
internal sealed class TooManyErrorsException : Exception;
