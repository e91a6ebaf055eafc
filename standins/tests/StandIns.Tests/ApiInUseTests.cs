namespace StandIns.Tests;

/// <summary>
/// Keeps <c>standins/api-in-use.txt</c> true: the part of the official packages' API that the application is built on.
/// </summary>
public sealed class ApiInUseTests
{
    private const string Rewrite = "REWRITE_API_IN_USE";

    [Fact]
    public async Task The_list_says_what_the_application_uses_of_packages_that_have_a_stand_in()
    {
        var standIns = Repository.StandIns();
        var used = Repository.ApplicationAssemblies()
            .SelectMany(assembly => ReferencedApi.Read(assembly, standIns))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (Environment.GetEnvironmentVariable(Rewrite) == "true")
        {
            await File.WriteAllLinesAsync(Repository.ApiInUse, used);
        }

        var listed = await File.ReadAllLinesAsync(Repository.ApiInUse);
        var differences = used.Except(listed).Select(line => $"+ {line}")
            .Concat(listed.Except(used).Select(line => $"- {line}"))
            .ToArray();

        Assert.True(
            differences.Length == 0,
            "standins/api-in-use.txt differs. Look each new line up in the official package's documentation, then "
            + $"run 'make api-in-use' and commit the file:\n{string.Join('\n', differences)}");
        Assert.Equal(used, listed);
    }
}
