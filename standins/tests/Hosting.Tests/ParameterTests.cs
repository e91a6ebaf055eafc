using System.Text.RegularExpressions;

namespace Hosting.Tests;

public partial class ParameterTests
{
    [Theory]
    [InlineData("Parameters:admin-password")]
    [InlineData("Parameters:admin_password")]
    public async Task Takes_its_value_from_the_configuration(string key)
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var parameter = builder.AddParameter("admin-password", secret: true).Resource;
        builder.Configuration[key] = "given";

        Assert.Equal("given", await parameter.GetValueAsync(default));
    }

    [Fact]
    public async Task Takes_its_value_from_the_command_line()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--Parameters:admin-password=given");

        Assert.Equal("given", await builder.AddParameter("admin-password").Resource.GetValueAsync(default));
    }

    [Fact]
    public async Task Names_the_key_that_is_missing()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var parameter = builder.AddParameter("admin-password").Resource;

        var exception = await Assert.ThrowsAsync<MissingParameterValueException>(
            async () => await parameter.GetValueAsync(default));

        Assert.Contains("'Parameters:admin-password'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Generates_a_value_once()
    {
        using var builder = DistributedApplicationTestingBuilder.Create();
        var parameter = builder.AddParameter("x", new GenerateParameterDefault { Special = false }, secret: true).Resource;

        var value = await parameter.GetValueAsync(default);

        Assert.Matches(LettersAndDigits(), value);
        Assert.Equal(value, await parameter.GetValueAsync(default));
    }

    [Fact]
    public void Keeps_a_generated_value_and_every_other_secret()
    {
        var directory = Directory.CreateTempSubdirectory("hosting-tests-");
        try
        {
            var path = Path.Combine(directory.FullName, "secrets.json");
            File.WriteAllText(path, """{"other":"kept"}""");

            Assert.Equal("first", new UserSecrets(path).GetOrAdd("Parameters:x", () => "first"));
            Assert.Equal("first", new UserSecrets(path).GetOrAdd("Parameters:x", () => "second"));
            Assert.Equal("kept", new UserSecrets(path).GetOrAdd("other", () => "lost"));
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("9lives")]
    [InlineData("trailing-")]
    [InlineData("under_score")]
    [InlineData("")]
    public void Refuses_a_resource_name_that_is_not_valid(string name)
    {
        using var builder = DistributedApplicationTestingBuilder.Create();

        Assert.Throws<ArgumentException>(() => builder.AddParameter(name));
    }

    [GeneratedRegex("^[A-Za-z0-9]{22}$")]
    private static partial Regex LettersAndDigits();
}
