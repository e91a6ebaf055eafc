using System.Collections.Immutable;

namespace HotChocolate.Language;

internal ref partial struct Parser
{
    private SelectionSetNode ParseSelectionSet()
    {
        var start = _lexer.Start;
        Expect(TokenKind.OpenBrace);
        Enter();
        var selections = ImmutableArray.CreateBuilder<SelectionNode>();
        do
        {
            selections.Add(_lexer.Kind == TokenKind.Spread ? ParseFragmentSelection() : ParseField());
        }
        while (!TryTake(TokenKind.CloseBrace));

        _depth--;

        return new SelectionSetNode(start, _lexer.PreviousEnd, selections.DrainToImmutable());
    }

    private FieldNode ParseField()
    {
        CountNode();
        if (++_fields > _options.MaxAllowedFields)
        {
            throw LimitExceeded("fields", _options.MaxAllowedFields);
        }

        var start = _lexer.Start;
        var name = ParseName();
        NameNode? alias = null;
        if (TryTake(TokenKind.Colon))
        {
            alias = name;
            name = ParseName();
        }

        var arguments = ParseArguments(constant: false);
        var directives = ParseDirectives(constant: false);
        var selections = _lexer.Kind == TokenKind.OpenBrace ? ParseSelectionSet() : null;

        return new FieldNode(start, _lexer.PreviousEnd, alias, name, arguments, directives, selections);
    }

    private SelectionNode ParseFragmentSelection()
    {
        CountNode();
        var start = _lexer.Start;
        Advance();
        if (_lexer.Kind == TokenKind.Name && !IsKeyword("on"u8))
        {
            var name = ParseName();
            var spreadDirectives = ParseDirectives(constant: false);

            return new FragmentSpreadNode(start, _lexer.PreviousEnd, name, spreadDirectives);
        }

        NamedTypeNode? type = null;
        if (IsKeyword("on"u8))
        {
            Advance();
            type = ParseNamedType();
        }

        var directives = ParseDirectives(constant: false);
        var selections = ParseSelectionSet();

        return new InlineFragmentNode(start, _lexer.PreviousEnd, type, directives, selections);
    }

    private ImmutableArray<DirectiveNode> ParseDirectives(bool constant)
    {
        if (_lexer.Kind != TokenKind.At)
        {
            return [];
        }

        var directives = ImmutableArray.CreateBuilder<DirectiveNode>();
        while (_lexer.Kind == TokenKind.At)
        {
            if (directives.Count == _options.MaxAllowedDirectives)
            {
                throw LimitExceeded("directives at one place", _options.MaxAllowedDirectives);
            }

            CountNode();
            var start = _lexer.Start;
            Advance();
            var name = ParseName();
            var arguments = ParseArguments(constant);
            directives.Add(new DirectiveNode(start, _lexer.PreviousEnd, name, arguments));
        }

        return directives.DrainToImmutable();
    }

    private ImmutableArray<ArgumentNode> ParseArguments(bool constant)
    {
        if (!TryTake(TokenKind.OpenParenthesis))
        {
            return [];
        }

        var arguments = ImmutableArray.CreateBuilder<ArgumentNode>();
        do
        {
            CountNode();
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(constant);
            arguments.Add(new ArgumentNode(name.Start, value.End, name, value));
        }
        while (!TryTake(TokenKind.CloseParenthesis));

        return arguments.DrainToImmutable();
    }
}
