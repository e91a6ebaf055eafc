using System.Text.RegularExpressions;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Architecture;

/// <summary>How the code looks, as far as no analyzer sees it.</summary>
public sealed partial class SourceTextTests
{
    private const int MaxLineLength = 120;

    private static readonly string[] NotOurs = ["Migrations", "bin", "obj", "node_modules"];

    // RCS0056 says so earlier, but it passes over comments and strings of several lines.
    [Fact]
    public void No_line_is_longer_than_120_columns() => Assert.Empty(
        from file in Files()
        from line in File.ReadLines(file).Index()
        where line.Item.Length > MaxLineLength
        select Place(file, line.Index));

    [Fact]
    public void A_blank_line_stands_before_a_return_that_follows_another_statement() =>
        Assert.Empty(Files().SelectMany(FindJoinedReturns));

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Repository.Root, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(NotOurs.Contains));

    private static string Place(string file, int index) =>
        $"{Path.GetRelativePath(Repository.Root, file)}:{index + 1}";

    private static IEnumerable<string> FindJoinedReturns(string file)
    {
        var isText = false;
        var before = "{";
        foreach (var (index, line) in File.ReadLines(file).Index())
        {
            if (!isText && Return().IsMatch(line) && !CanStandBeforeReturn().IsMatch(before))
            {
                yield return Place(file, index);
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
