using System.Runtime.CompilerServices;
using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>
/// What the rules share: the schema, the document, its fragments by name, and the errors found so far.
/// </summary>
internal sealed class ValidationContext
{
    private const int MaxErrors = 100;
    private const int MaxLocations = 100;
    private const int MaxWork = 1_000_000;

    private readonly List<IError> _errors = [];
    private readonly Dictionary<SelectionSetNode, List<FragmentSpreadNode>> _spreads = [];
    private int _work;

    public ValidationContext(Schema schema, DocumentNode document)
    {
        Schema = schema;
        Document = document;
        Operations = [.. document.Definitions.OfType<OperationDefinitionNode>()];
        FragmentDefinitions = [.. document.Definitions.OfType<FragmentDefinitionNode>()];
        foreach (var fragment in FragmentDefinitions)
        {
            Fragments[fragment.Name.Value] = fragment;
        }
    }

    public Schema Schema { get; }

    public DocumentNode Document { get; }

    public IReadOnlyList<OperationDefinitionNode> Operations { get; }

    public IReadOnlyList<FragmentDefinitionNode> FragmentDefinitions { get; }

    /// <summary>The last fragment of each name.</summary>
    public Dictionary<string, FragmentDefinitionNode> Fragments { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<IError> Errors => _errors;

    public void Report(string message, params IEnumerable<SyntaxNode> nodes)
    {
        var error = ErrorBuilder.New().SetMessage(message).SetCode(ErrorCodes.Validation);
        foreach (var node in nodes.Take(MaxLocations))
        {
            error.AddLocation(Document.GetLocation(node));
        }

        _errors.Add(error.Build());
        if (_errors.Count >= MaxErrors)
        {
            throw new TooManyErrorsException();
        }
    }

    /// <summary>
    /// Accounts for work that may exceed the size of the document, as fragments can be reached many times: a document
    /// that costs too much or nests too deeply is refused.
    /// </summary>
    public void Spend(int steps)
    {
        _work += steps;
        if (_work > MaxWork || !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            Report("The document is too complex to be validated.");
            throw new TooManyErrorsException();
        }
    }

    /// <summary>The spreads below a selection set, without those of the fragments that it spreads.</summary>
    public IReadOnlyList<FragmentSpreadNode> SpreadsOf(SelectionSetNode selectionSet)
    {
        if (!_spreads.TryGetValue(selectionSet, out var spreads))
        {
            AddSpreads(selectionSet, spreads = []);
            _spreads.Add(selectionSet, spreads);
        }

        return spreads;
    }

    private static void AddSpreads(SelectionSetNode selectionSet, List<FragmentSpreadNode> spreads)
    {
        foreach (var selection in selectionSet.Selections)
        {
            switch (selection)
            {
                case FragmentSpreadNode spread:
                    spreads.Add(spread);
                    break;
                case FieldNode { SelectionSet: { } inner }:
                    AddSpreads(inner, spreads);
                    break;
                case InlineFragmentNode inline:
                    AddSpreads(inline.SelectionSet, spreads);
                    break;
            }
        }
    }
}

/// <summary>Ends the validation of a document that has very many errors or is too complex.</summary>
internal sealed class TooManyErrorsException : Exception;
