using System.Diagnostics;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using PeerProcesses;

namespace GraphQL.Tests.Differential;

/// <summary>graphql-js in a process of its own, which answers requests in their order.</summary>
internal sealed class Reference : IAsyncDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);
    private static readonly JsonSerializerOptions Options =
        new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Process _process;

    private Reference(Process process) => _process = process;

    public static async Task<Reference> StartAsync(IEnumerable<Subject> subjects)
    {
        var script = System.IO.Path.Combine(Peer.Folder, "differential.mjs");
        var process = Process.Start(new ProcessStartInfo("node", [script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Peer.Folder,
        })!;
        var reference = new Reference(process);
        await reference.SendAsync([JsonSerializer.Serialize(subjects.Select(s => new { s.Sdl, s.Root }), Options)]);

        return reference;
    }

    public async Task<List<string>> AskAsync(IReadOnlyList<(int Schema, Case Case)> requests)
    {
        var sent = SendAsync(requests.Select(request => JsonSerializer.Serialize(
            new { request.Schema, Query = request.Case.Document, request.Case.Variables, request.Case.OperationName },
            Options)));
        var answers = new List<string>(requests.Count);
        while (answers.Count < requests.Count)
        {
            answers.Add(await _process.StandardOutput.ReadLineAsync().WaitAsync(Timeout)
                ?? throw new InvalidOperationException("The reference implementation ended."));
        }

        await sent;

        return answers;
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        try
        {
            using var timeout = new CancellationTokenSource(Timeout);
            await _process.WaitForExitAsync(timeout.Token);
        }
        finally
        {
            if (!_process.HasExited)
            {
                _process.Kill();
            }

            _process.Dispose();
        }
    }

    private async Task SendAsync(IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await _process.StandardInput.WriteAsync($"{line}\n").WaitAsync(Timeout);
        }

        await _process.StandardInput.FlushAsync().WaitAsync(Timeout);
    }
}
