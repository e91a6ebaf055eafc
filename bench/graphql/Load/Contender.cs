using System.Diagnostics;
using System.Text.Json;
using Shop.Faults.Servers;

namespace Shop.Bench.GraphQL.Load;

/// <summary>A server in a process of its own, on the first core.</summary>
internal sealed class Contender(string name, Func<Operation, string> path, Func<int, string[]> command)
    : IAsyncDisposable
{
    private static readonly HttpClient Http = new();
    private readonly int _port = ServerProcess.FreePort();
    private ServerProcess? _process;

    public string Name { get; } = name;

    public async Task StartAsync()
    {
        var directory = Directory.CreateTempSubdirectory("shop-bench-").FullName;
        _process = await ServerProcess.StartAsync(
            directory, ["taskset", "-c", "0", .. command(_port)], [new("NODE_ENV", "production")]);
        await Eventually.SucceedsAsync(
            () => QueryAsync(Operation.Flat),
            $"an answer of {Name}, see {directory}/output.log",
            TimeSpan.FromSeconds(30));
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
