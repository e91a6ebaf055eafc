using System.Collections.Immutable;
using System.Text;

namespace HotChocolate.Language;

internal ref partial struct Parser
{
    private ValueNode ParseValue(bool constant)
    {
        CountNode();
        switch (_lexer.Kind)
        {
            case TokenKind.OpenBracket:
                return ParseList(constant);
            case TokenKind.OpenBrace:
                return ParseObject(constant);
            case TokenKind.Text or TokenKind.BlockText:
                return ParseString();
            case TokenKind.Integer:
                var integer = new IntValueNode(_lexer.Start, _lexer.End, Encoding.ASCII.GetString(_lexer.Bytes));
                Advance();

                return integer;
            case TokenKind.Float:
                var number = new FloatValueNode(_lexer.Start, _lexer.End, Encoding.ASCII.GetString(_lexer.Bytes));
                Advance();

                return number;
            case TokenKind.Name:
                return ParseNamedValue();
            case TokenKind.Dollar when !constant:
                return ParseVariable();
            case TokenKind.Dollar:
                var dollar = _lexer.Start;
                Advance();
                throw _lexer.Kind == TokenKind.Name
                    ? _lexer.Error(
                        $"Unexpected variable \"${Encoding.ASCII.GetString(_lexer.Bytes)}\" in constant value.", dollar)
                    : _lexer.Error("Unexpected \"$\".", dollar);
            default:
                throw Unexpected();
        }
    }

    private VariableNode ParseVariable()
    {
        var start = _lexer.Start;
        Expect(TokenKind.Dollar);
        var name = ParseName();

        return new VariableNode(start, name.End, name);
    }

    private StringValueNode ParseString()
    {
        var value = new StringValueNode(
            _lexer.Start, _lexer.End, _lexer.Text!, _lexer.Kind == TokenKind.BlockText);
        Advance();

        return value;
    }

    private ValueNode ParseNamedValue()
    {
        var (start, end) = (_lexer.Start, _lexer.End);
        ValueNode value = IsKeyword("true"u8) ? new BooleanValueNode(start, end, true)
            : IsKeyword("false"u8) ? new BooleanValueNode(start, end, false)
            : IsKeyword("null"u8) ? new NullValueNode(start, end)
            : new EnumValueNode(start, end, Encoding.ASCII.GetString(_lexer.Bytes));
        Advance();

        return value;
    }

    private ListValueNode ParseList(bool constant)
    {
        var start = _lexer.Start;
        Advance();
        Enter();
        var items = ImmutableArray.CreateBuilder<ValueNode>();
        while (!TryTake(TokenKind.CloseBracket))
        {
            items.Add(ParseValue(constant));
        }

        _depth--;

        return new ListValueNode(start, _lexer.PreviousEnd, items.DrainToImmutable());
    }

    private ObjectValueNode ParseObject(bool constant)
    {
        var start = _lexer.Start;
        Advance();
        Enter();
        var fields = ImmutableArray.CreateBuilder<ObjectFieldNode>();
        while (!TryTake(TokenKind.CloseBrace))
        {
            var name = ParseName();
            Expect(TokenKind.Colon);
            var value = ParseValue(constant);
            fields.Add(new ObjectFieldNode(name.Start, value.End, name, value));
        }

        _depth--;

        return new ObjectValueNode(start, _lexer.PreviousEnd, fields.DrainToImmutable());
    }
}
