using System.Collections.Immutable;
using System.Text;
using HotChocolate.Execution.Options;

namespace HotChocolate.Language;

/// <summary>Parses executable documents: specification, section 2, in one pass and bounded by the options.</summary>
internal ref partial struct Parser
{
    private readonly RequestParserOptions _options;
    private Lexer _lexer;
    private int _tokens;
    private int _nodes;
    private int _fields;
    private int _depth;

    private Parser(SourceText text, RequestParserOptions options)
    {
        _lexer = new Lexer(text);
        _options = options;
    }

    /// <exception cref="SyntaxException">The text is not an executable document or exceeds a limit.</exception>
    public static DocumentNode Parse(byte[] utf8, RequestParserOptions options)
    {
        var text = new SourceText(utf8);
        if (!System.Text.Unicode.Utf8.IsValid(utf8))
        {
            throw new SyntaxException("Syntax Error: The document is not valid UTF-8.", new Location(1, 1));
        }

        var parser = new Parser(text, options);
        parser.Advance();

        return parser.ParseDocument(text);
    }

    private DocumentNode ParseDocument(SourceText text)
    {
        var definitions = ImmutableArray.CreateBuilder<DefinitionNode>();
        do
        {
            definitions.Add(ParseDefinition());
        }
        while (_lexer.Kind != TokenKind.EndOfFile);

        return new DocumentNode(text, definitions.DrainToImmutable(), _nodes);
    }

    private DefinitionNode ParseDefinition()
    {
        var start = _lexer.Start;
        if (_lexer.Kind == TokenKind.OpenBrace)
        {
            var selections = ParseSelectionSet();

            return new OperationDefinitionNode(
                start, selections.End, null, OperationType.Query, null, [], [], selections);
        }

        var description = ParseDescription();

        return IsKeyword("query"u8) ? ParseOperation(start, description, OperationType.Query)
            : IsKeyword("mutation"u8) ? ParseOperation(start, description, OperationType.Mutation)
            : IsKeyword("subscription"u8) ? ParseOperation(start, description, OperationType.Subscription)
            : IsKeyword("fragment"u8) ? ParseFragment(start, description)
            : description is not null && _lexer.Kind is TokenKind.Name or TokenKind.OpenBrace
            ? throw _lexer.Error("Unexpected description.", start)
            : throw Unexpected();
    }

    private OperationDefinitionNode ParseOperation(int start, StringValueNode? description, OperationType operation)
    {
        Advance();
        var name = _lexer.Kind == TokenKind.Name ? ParseName() : null;
        var variables = ParseVariableDefinitions();
        var directives = ParseDirectives(constant: false);
        var selections = ParseSelectionSet();

        return new OperationDefinitionNode(
            start, selections.End, description, operation, name, variables, directives, selections);
    }

    private FragmentDefinitionNode ParseFragment(int start, StringValueNode? description)
    {
        Advance();
        if (IsKeyword("on"u8))
        {
            throw Unexpected();
        }

        var name = ParseName();
        if (!IsKeyword("on"u8))
        {
            throw _lexer.Error($"Expected \"on\", found {Describe()}.", _lexer.Start);
        }

        Advance();
        var type = ParseNamedType();
        var directives = ParseDirectives(constant: false);
        var selections = ParseSelectionSet();

        return new FragmentDefinitionNode(start, selections.End, description, name, type, directives, selections);
    }

    private StringValueNode? ParseDescription() =>
        _lexer.Kind is TokenKind.Text or TokenKind.BlockText ? ParseString() : null;

    private ImmutableArray<VariableDefinitionNode> ParseVariableDefinitions()
    {
        if (!TryTake(TokenKind.OpenParenthesis))
        {
            return [];
        }

        var variables = ImmutableArray.CreateBuilder<VariableDefinitionNode>();
        do
        {
            if (variables.Count == _options.MaxAllowedVariables)
            {
                throw LimitExceeded("variables of an operation", _options.MaxAllowedVariables);
            }

            variables.Add(ParseVariableDefinition());
        }
        while (!TryTake(TokenKind.CloseParenthesis));

        return variables.DrainToImmutable();
    }

    private VariableDefinitionNode ParseVariableDefinition()
    {
        var start = _lexer.Start;
        CountNode();
        var description = ParseDescription();
        var variable = ParseVariable();
        Expect(TokenKind.Colon);
        var type = ParseType();
        var defaultValue = TryTake(TokenKind.EqualsSign) ? ParseValue(constant: true) : null;
        var directives = ParseDirectives(constant: true);

        return new VariableDefinitionNode(
            start, _lexer.PreviousEnd, description, variable, type, defaultValue, directives);
    }

    private TypeNode ParseType()
    {
        var start = _lexer.Start;
        TypeNode type;
        if (TryTake(TokenKind.OpenBracket))
        {
            Enter();
            var item = ParseType();
            Expect(TokenKind.CloseBracket);
            _depth--;
            type = new ListTypeNode(start, _lexer.PreviousEnd, item);
        }
        else
        {
            type = ParseNamedType();
        }

        return TryTake(TokenKind.Bang) ? new NonNullTypeNode(start, _lexer.PreviousEnd, type) : type;
    }

    private NamedTypeNode ParseNamedType()
    {
        var name = ParseName();

        return new NamedTypeNode(name.Start, name.End, name);
    }

    private NameNode ParseName()
    {
        if (_lexer.Kind != TokenKind.Name)
        {
            throw Expected(TokenKind.Name);
        }

        var name = new NameNode(_lexer.Start, _lexer.End, Encoding.ASCII.GetString(_lexer.Bytes));
        Advance();

        return name;
    }

    private readonly bool IsKeyword(ReadOnlySpan<byte> keyword) =>
        _lexer.Kind == TokenKind.Name && _lexer.Bytes.SequenceEqual(keyword);

    private bool TryTake(TokenKind kind)
    {
        if (_lexer.Kind != kind)
        {
            return false;
        }

        Advance();

        return true;
    }

    private void Expect(TokenKind kind)
    {
        if (!TryTake(kind))
        {
            throw Expected(kind);
        }
    }

    private readonly SyntaxException Expected(TokenKind kind) =>
        _lexer.Error($"Expected {kind.Describe()}, found {Describe()}.", _lexer.Start);

    private readonly SyntaxException Unexpected() => _lexer.Error($"Unexpected {Describe()}.", _lexer.Start);

    private readonly string Describe() => _lexer.Kind switch
    {
        // A value is not quoted: it may be a password.
        TokenKind.Name => $"{_lexer.Kind.Describe()} \"{Encoding.UTF8.GetString(_lexer.Bytes)}\"",
        _ => _lexer.Kind.Describe(),
    };
}
