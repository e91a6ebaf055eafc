using System.Diagnostics;
using System.Text.Json;
using Shop.LocalServers;

namespace Shop.Bench.GraphQL.Load;

/// <summary>A server in a process of its own.</summary>
internal sealed class Contender(string name, Func<Operation, string> path, Func<int, string[]> command)
    : IAsyncDisposable
{
    private static readonly HttpClient Http = new(new SocketsHttpHandler { UseProxy = false });
    private readonly int _port = LoopbackPort.FindFree();
    private ServerProcess? _process;

    public string Name { get; } = name;

    public async Task StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("shop-bench-").FullName;
        _process = await ServerProcess.StartAsync(
            directory, command(_port), [new("NODE_ENV", "production"), new("DOTNET_PROCESSOR_COUNT", "1")]);
        await Eventually.SucceedsAsync(
            () => QueryAsync(Operation.Flat),
            $"an answer of {Name}, see {directory}/output.log",
            TimeSpan.FromSeconds(30));
    }

    /// <summary>Leaves it the first core only.</summary>
    public async Task PinAsync()
    {
        using var taskset = Process.Start(
            new ProcessStartInfo("taskset", ["--all-tasks", "--cpu-list", "--pid", "0", $"{_process!.Id}"])
            {
                RedirectStandardOutput = true,
            })!;
        await taskset.StandardOutput.ReadToEndAsync();
        await taskset.WaitForExitAsync();
        if (taskset.ExitCode != 0)
        {
            throw new InvalidOperationException($"{Name} could not be given the first core.");
        }
    }

    public Uri Address(Operation operation) => new($"http://127.0.0.1:{_port}/{path(operation)}");

    public async Task<JsonElement> QueryAsync(Operation operation)
    {
        using var response = await Http.PostAsJsonAsync(Address(operation), new { query = operation.Text });
        response.EnsureSuccessStatusCode();

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>The processor time that the process has used, and the memory that it holds, in MiB.</summary>
    public (TimeSpan Processor, double Memory) Usage()
    {
        using var process = Process.GetProcessById(_process!.Id);

        return (process.TotalProcessorTime, process.WorkingSet64 / 1024.0 / 1024.0);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.EndAsync();
        }
    }
}
