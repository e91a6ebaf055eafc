using System.Diagnostics;

namespace Shop.Tests.LocalServers;

public sealed class SupervisedServerTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("shop-supervised-").FullName;

    [Fact]
    public async Task A_server_ends_when_its_supervisor_is_killed()
    {
        await LocalProgram.GiveAsync(_directory, PostgresCluster.User, TestContext.Current.CancellationToken);
        var command = SupervisedServer.Command(
            PostgresCluster.User, _directory, "TERM", ["sh", "-c", "echo $$ > id; exec sleep 60"]);
        using var supervisor = Process.Start(new ProcessStartInfo(command[0], command.Skip(1)))!;
        var file = Path.Combine(_directory, "id");
        await Eventually.TrueAsync(() => File.Exists(file) && File.ReadAllText(file) is [.., '\n'], "the server");
        using var server = Process.GetProcessById(int.Parse(await File.ReadAllTextAsync(
            file, TestContext.Current.CancellationToken)));

        supervisor.Kill();

        await Eventually.TrueAsync(() => server.HasExited, "the end of the server");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
