using System.Text.RegularExpressions;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Architecture;

public sealed partial class ReturnTests
{
    private static readonly string[] NotOurs = ["Migrations", "bin", "obj", "node_modules"];

    [Fact]
    public void A_blank_line_stands_before_a_return_that_follows_another_statement()
    {
        var files = Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(NotOurs.Contains));

        Assert.Empty(files.SelectMany(FindJoinedReturns));
    }

    private static IEnumerable<string> FindJoinedReturns(string file)
    {
        var isText = false;
        var before = "{";
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (!isText && Return().IsMatch(line) && !CanStandBeforeReturn().IsMatch(before))
            {
                yield return $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}";
            }

            // What only looks like C# stands in raw string literals, which begin and end with three quotes.
            isText ^= Quotes().Count(line) % 2 == 1;
            // A comment belongs to what it stands before.
            before = Comment().IsMatch(line) ? before : line;
        }
    }

    [GeneratedRegex(@"^\s*return\b")]
    private static partial Regex Return();

    [GeneratedRegex(@"^\s*$|\{\s*$|:\s*$|^\s*#")]
    private static partial Regex CanStandBeforeReturn();

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex("\"\"\"+")]
    private static partial Regex Quotes();
}
