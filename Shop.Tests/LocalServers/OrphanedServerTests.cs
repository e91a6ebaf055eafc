using System.Diagnostics;

namespace Shop.Tests.LocalServers;

public sealed class OrphanedServerTests : IDisposable
{
    private const string Program = "sleep";

    private readonly string _root = Directory.CreateTempSubdirectory("shop-orphan-").FullName;

    [Fact]
    public async Task Ends_the_server_that_the_lock_file_names()
    {
        using var server = Start("data");

        await EndAsync(server.Id, "data");

        Assert.True(server.HasExited);
        Assert.Empty(Directory.GetFiles(_root));
    }

    [Fact]
    public async Task Ends_the_server_by_another_name_of_its_directory()
    {
        using var server = Start("data");
        Directory.CreateSymbolicLink(Path.Combine(_root, "link"), Path.Combine(_root, "data"));

        await EndAsync(server.Id, "link");

        Assert.True(server.HasExited);
    }

    [Theory]
    [InlineData("data", "data-of-another")]
    [InlineData("data", "data/copy")]
    public async Task Ends_no_server_that_has_the_number_and_runs_elsewhere(string elsewhere, string directory)
    {
        using var server = Start(elsewhere);
        Directory.CreateDirectory(Path.Combine(_root, directory));

        await EndAsync(server.Id, directory);

        Assert.False(server.HasExited);
        server.Kill();
    }

    [Fact]
    public async Task Ends_no_other_program_of_the_directory()
    {
        using var server = Start("data");

        await EndAsync(Environment.ProcessId, "data");

        Assert.False(server.HasExited);
        server.Kill();
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private Process Start(string directory) => Process.Start(new ProcessStartInfo(Program, ["60"])
    {
        // What is the server's stands on its command line, and in another one's as well.
        WorkingDirectory = Directory.CreateDirectory(Path.Combine(_root, directory)).FullName,
    })!;

    private async Task EndAsync(int id, string directory)
    {
        var file = Path.Combine(_root, "server.pid");
        await File.WriteAllTextAsync(file, $"{id}\n", TestContext.Current.CancellationToken);
        await OrphanedServer.EndAsync(
            file, Program, Path.Combine(_root, directory), "TERM", TestContext.Current.CancellationToken);
    }
}
