using Aspire.Hosting;

namespace Shop.Tests.AppHost;

[Collection(AppHostCollection.Name)]
public class SettingsTests
{
    [Theory]
    [InlineData("Replicas", "abc", "Replicas is 'abc'; it must be a number from 1 to 100.")]
    [InlineData("Replicas", "0", "Replicas is '0'; it must be a number from 1 to 100.")]
    [InlineData("Replicas", "101", "Replicas is '101'; it must be a number from 1 to 100.")]
    [InlineData("Containers", "abc", "Containers is 'abc'; it must be true or false.")]
    public async Task A_broken_setting_is_named_before_anything_starts(string setting, string value, string expected)
    {
        var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(
            () => Servers.StartAsync($"--{setting}={value}"));

        Assert.Equal(expected, refusal.Message);
    }

    [Fact]
    public async Task A_data_directory_that_cannot_be_one_is_named_before_anything_starts()
    {
        var file = Path.GetTempFileName();
        try
        {
            var refusal = await Assert.ThrowsAsync<DistributedApplicationException>(
                () => Servers.StartAsync($"--DataDirectory={file}"));

            Assert.StartsWith($"DataDirectory {file} cannot be used: ", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
