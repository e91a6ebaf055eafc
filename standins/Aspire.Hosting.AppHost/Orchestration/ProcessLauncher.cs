using System.Collections.Concurrent;
using System.Diagnostics;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts processes in sessions of their own, so that a terminal's Ctrl+C reaches the host alone.</summary>
internal sealed class ProcessLauncher : IDisposable
{
    private static readonly string? SetPriv = Find("setpriv");
    private static readonly string? SetSid = Find("setsid");

    private readonly BlockingCollection<Action> _work = [];

    // The kernel sends the parent-death signal when the thread that started the process ends, so one thread, which
    // lives as long as the host, starts them all (prctl(2), PR_SET_PDEATHSIG).
    public ProcessLauncher() => new Thread(Work) { IsBackground = true, Name = "Process launcher" }.Start();

    /// <summary>The file that a command stands for, or null.</summary>
    public static string? Find(string command) =>
        command.Contains(Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? File.Exists(command) ? command : null
            : (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
                .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .Select(directory => Path.Combine(directory, command))
                .FirstOrDefault(File.Exists);

    /// <exception cref="DistributedApplicationException">The command was not found or cannot be executed.</exception>
    public async Task<RunningProcess> StartAsync(
        ProcessSpecification specification, Action<string, bool> output, CancellationToken cancellationToken)
    {
        var file = Find(specification.Command)
            ?? throw new DistributedApplicationException($"The command '{specification.Command}' was not found.");
        string[] prefix = SetPriv is null || SetSid is null ? [] : [SetPriv, "--pdeathsig", "TERM", SetSid];
        string[] line = [.. prefix, file, .. specification.Arguments];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            WorkingDirectory = specification.WorkingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Clear();
        foreach (var (name, value) in specification.Environment)
        {
            start.Environment[name] = value;
        }

        var started = new TaskCompletionSource<RunningProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(
            () =>
            {
                try
                {
                    started.SetResult(new RunningProcess(start, output, ownGroup: prefix.Length > 0));
                }
                catch (Exception exception)
                {
                    started.SetException(new DistributedApplicationException(
                        $"The command '{specification.Command}' could not be started: {exception.Message}", exception));
                }
            },
            cancellationToken);
        return await started.Task;
    }

    public void Dispose() => _work.CompleteAdding();

    private void Work()
    {
        foreach (var action in _work.GetConsumingEnumerable())
        {
            action();
        }
    }
}

/// <summary>What is to be started; the environment is complete.</summary>
internal sealed record ProcessSpecification(
    string Command, IReadOnlyList<string> Arguments, string WorkingDirectory,
    IReadOnlyDictionary<string, string> Environment);
