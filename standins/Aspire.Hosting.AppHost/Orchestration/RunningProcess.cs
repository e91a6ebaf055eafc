using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Aspire.Hosting.Orchestration;

/// <summary>A process that was started, with all that it started itself.</summary>
internal sealed partial class RunningProcess : IDisposable
{
    private const int Terminate = 15;
    private const int Kill = 9;

    private static readonly TimeSpan OutputTimeout = TimeSpan.FromSeconds(1);

    private readonly Process _process;
    private readonly bool _ownGroup;
    private readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public RunningProcess(ProcessStartInfo start, Action<string, bool> output, bool ownGroup)
    {
        _ownGroup = ownGroup;
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var outputEnded = new TaskCompletionSource();
        var errorEnded = new TaskCompletionSource();
        _process.OutputDataReceived += (_, e) => Read(e.Data, isError: false, output, outputEnded);
        _process.ErrorDataReceived += (_, e) => Read(e.Data, isError: true, output, errorEnded);
        _process.Exited += (_, _) => _ = CompleteAsync(Task.WhenAll(outputEnded.Task, errorEnded.Task));
        _process.Start();
        Id = _process.Id;
        _process.StandardInput.Close();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id { get; }

    /// <summary>The exit code, once the process has ended and its output has been read.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>Asks the process to end, and ends it when it has not after the time given.</summary>
    public async Task StopAsync(TimeSpan timeout)
    {
        Signal(Terminate);
        try
        {
            await Exited.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            Signal(Kill);
            await Exited;
        }
    }

    public void Dispose() => _process.Dispose();

    private static void Read(string? line, bool isError, Action<string, bool> output, TaskCompletionSource ended)
    {
        if (line is null)
        {
            ended.TrySetResult();
        }
        else
        {
            output(line, isError);
        }
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int SendSignal(int processId, int signal);

    // A grandchild that outlives its parent keeps the pipes open, and is not waited for.
    private async Task CompleteAsync(Task outputEnded)
    {
        var code = _process.ExitCode;
        await Task.WhenAny(outputEnded, Task.Delay(OutputTimeout));
        if (_ownGroup)
        {
            _ = SendSignal(-Id, Kill);
        }

        Dispose();
        _exited.TrySetResult(code);
    }

    private void Signal(int signal)
    {
        if (Exited.IsCompleted)
        {
            return;
        }

        // The group exists as soon as setsid has run; before that there is only the process.
        if (!_ownGroup || SendSignal(-Id, signal) != 0)
        {
            _ = SendSignal(Id, signal);
        }
    }
}
