using System.Text;
using HotChocolate.Execution.Options;
using HotChocolate.Language;

namespace GraphQL.Tests.Language;

/// <summary>
/// Whatever bytes come in, the parser ends with a document or a syntax error, in time and memory of their number.
/// </summary>
public sealed class FuzzTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    private static readonly string[] Tokens =
    [
        "{", "}", "(", ")", "[", "]", "!", "$", "...", ":", "=", "@", "|", "&", "query", "mutation", "subscription",
        "fragment", "on", "true", "null", "a", "1", "-1", "1.5e3", "\"\"", "\"\\u{1F600}\"", "\"\"\"b\"\"\"", "\"",
        "\"\"\"", "\\u", "#", "\n", "\r", ",", ".", "é", "\uFEFF", "\0",
    ];

    private static RequestParserOptions Unlimited => new()
    {
        MaxAllowedFields = int.MaxValue,
        MaxAllowedDirectives = int.MaxValue,
        MaxAllowedRecursionDepth = 200,
    };

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Random_bytes_and_tokens_never_fail_otherwise_than_by_a_syntax_error(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 20_000; i++)
        {
            var bytes = new byte[random.Next(60)];
            random.NextBytes(bytes);
            Attempt(bytes);
            Attempt(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(30)).Select(
                _ => Tokens[random.Next(Tokens.Length)] + (random.Next(3) == 0 ? "" : " ")))));
        }
    }

    [Theory]
    [InlineData("{", "a ", "}")]
    [InlineData("{", "a:b(c:$d)@e ", "}")]
    [InlineData("{", "...F ", "}")]
    [InlineData("{a(b:[", "1 ", "])}")]
    [InlineData("{a(b:{", "c:1 ", "})}")]
    [InlineData("{a(b:\"", "x", "\")}")]
    [InlineData("{a(b:\"", "\\u{1F600}\\n", "\")}")]
    [InlineData("{a(b:\"", "\\u{1F600", "\")}")]
    [InlineData("{a(b:\"\"\"", "x\n   ", "\"\"\")}")]
    [InlineData("{a(b:\"\"\"", "\\\"\"\"", "\"\"\")}")]
    [InlineData("{a(b:\"\"\"", "\"\" ", "")]
    [InlineData("", "#\r\n", "{a}")]
    [InlineData("", "{a}", "")]
    [InlineData("query(", "$a:[B!]=1 ", "){a}")]
    [InlineData("", "[", "")]
    [InlineData("", "{a", "")]
    [InlineData("", "é", "")]
    [InlineData("{a(b:", "1", ")}")]
    [InlineData("{", "aaaa", "}")]
    public async Task Time_and_memory_grow_with_the_length_only(string head, string repeated, string tail)
    {
        const int Short = 16 * 1024;
        const int Long = 16 * Short;

        var few = await Task.Run(() => AllocatedBy(Document(Short)))
            .WaitAsync(Timeout, TestContext.Current.CancellationToken);
        var many = await Task.Run(() => AllocatedBy(Document(Long)))
            .WaitAsync(Timeout, TestContext.Current.CancellationToken);

        Assert.True(many <= (16 * few * 1.5) + Long, $"{few} bytes for {Short}, {many} for {Long}");
        Assert.True(many < 400L * Long, $"{many} bytes for {Long}");

        byte[] Document(int length) =>
            Encoding.UTF8.GetBytes(head + string.Concat(Enumerable.Repeat(repeated, length / repeated.Length)) + tail);
    }

    private static long AllocatedBy(byte[] document)
    {
        Attempt(document);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Attempt(document);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static void Attempt(byte[] bytes)
    {
        try
        {
            Assert.NotEmpty(Parser.Parse(bytes, Unlimited).Definitions);
        }
        catch (SyntaxException error)
        {
            Assert.True(error.Location is { Line: >= 1, Column: >= 1 });
        }
    }
}
