using Shop.Tests.Infrastructure;

namespace Shop.Tests.Architecture;

/// <summary>
/// Keeps <c>graphql/api-in-use.txt</c> true: the part of HotChocolate's API that the shop is built on.
/// </summary>
public sealed class ApiInUseTests
{
    private const string Rewrite = "REWRITE_API_IN_USE";
    private const string Prefix = "HotChocolate.";

    private static readonly string List = Path.Combine(Repository.Root, "graphql", "api-in-use.txt");

    [Fact]
    public async Task The_list_says_what_the_shop_uses_of_HotChocolate()
    {
        var used = Directory.GetFiles(AppContext.BaseDirectory, "Shop.*.dll")
            .SelectMany(static assembly => ReferencedApi.Read(assembly, Prefix))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (Environment.GetEnvironmentVariable(Rewrite) == "true")
        {
            await File.WriteAllLinesAsync(List, used, TestContext.Current.CancellationToken);
        }

        var listed = await File.ReadAllLinesAsync(List, TestContext.Current.CancellationToken);
        var differences = used.Except(listed).Select(static line => $"+ {line}")
            .Concat(listed.Except(used).Select(static line => $"- {line}"))
            .ToArray();

        Assert.True(
            differences.Length == 0,
            "graphql/api-in-use.txt differs. Look each new line up in HotChocolate's documentation, then "
            + $"run 'make api-in-use' and commit the file:\n{string.Join('\n', differences)}");
        Assert.Equal(used, listed);
    }
}
