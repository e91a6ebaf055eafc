using System.Diagnostics;

namespace Hosting.Tests;

public class PublishTests
{
    private static CancellationToken Timeout => Applications.Timeout;

    [Theory]
    [InlineData("--publisher", "manifest", "--output-path", "manifest.json")]
    [InlineData("--operation", "publish", "--step", "publish")]
    public async Task Says_in_one_line_that_it_cannot_publish(params string[] arguments)
    {
        using var host = Process.Start(
            new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "Hosting.Sample.AppHost"), arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
        var output = host.StandardOutput.ReadToEndAsync(Timeout);
        var errors = await host.StandardError.ReadToEndAsync(Timeout);
        await host.WaitForExitAsync(Timeout);

        Assert.Equal(1, host.ExitCode);
        Assert.StartsWith("Publishing is not supported", Assert.Single(errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Empty(await output);
    }

    [Fact]
    public async Task Starts_nothing_when_it_is_to_publish()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--publisher", "manifest");
        builder.AddShell("job", "exit 0");
        await using var app = await builder.BuildAsync(Timeout);

        await Assert.ThrowsAsync<DistributedApplicationException>(() => app.StartAsync(Timeout));

        Assert.False(app.ResourceNotifications.TryGetCurrentState("job", out _));
    }

    [Fact]
    public void Runs_unless_it_is_to_publish()
    {
        using var builder = DistributedApplicationTestingBuilder.Create("--operation", "run");

        Assert.True(builder.ExecutionContext.IsRunMode);
    }
}
