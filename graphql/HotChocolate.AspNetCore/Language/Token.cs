namespace HotChocolate.Language;

internal enum TokenKind
{
    EndOfFile,
    Bang,
    Dollar,
    Ampersand,
    OpenParenthesis,
    CloseParenthesis,
    Spread,
    Colon,
    EqualsSign,
    At,
    OpenBracket,
    CloseBracket,
    OpenBrace,
    Pipe,
    CloseBrace,
    Name,
    Integer,
    Float,
    Text,
    BlockText,
}

internal static class TokenKindExtensions
{
    private static readonly string[] Texts =
    [
        "<EOF>", "!", "$", "&", "(", ")", "...", ":", "=", "@", "[", "]", "{", "|", "}",
        "Name", "Int", "Float", "String", "BlockString",
    ];

    public static string Describe(this TokenKind kind) =>
        kind is TokenKind.EndOfFile or >= TokenKind.Name ? Texts[(int)kind] : $"\"{Texts[(int)kind]}\"";
}
