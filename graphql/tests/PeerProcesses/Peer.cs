using System.Diagnostics;

namespace PeerProcesses;

/// <summary>Runs programs of independent implementations: Node.js and Python.</summary>
public static class Peer
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    /// <summary>Debian's grpcio belongs to the system's Python, which need not be the first on the path.</summary>
    public static string PythonPath { get; } = File.Exists("/usr/bin/python3") ? "/usr/bin/python3" : "python3";

    /// <summary>The folder of the npm packages, <c>graphql/tests/peers</c>.</summary>
    public static string Folder { get; } = FindFolder();

    public static string? NodeMissing { get; } =
        Find("node") is null ? "Node.js is not installed."
        : !Directory.Exists(Path.Combine(Folder, "node_modules"))
            ? "The npm packages of graphql/tests/peers are not installed."
            : null;

    public static string? PythonGrpcMissing { get; } =
        ImportsGrpc() ? null : "The Python package grpcio is not installed.";

    /// <summary>Where Chromium is, or null.</summary>
    public static string? BrowserPath { get; } = Find("chromium") ?? Find("google-chrome");

    public static string? BrowserMissing { get; } =
        NodeMissing
        ?? (BrowserPath is null ? "Chromium is not installed."
            : Directory.Exists(Path.Combine(Folder, "node_modules", "puppeteer-core")) ? null
            : "The npm package puppeteer-core is not installed.");

    /// <summary>
    /// Runs a script of the folder with Node.js; its input and output are text on the standard streams.
    /// </summary>
    public static Task<string> NodeAsync(string script, string input, params string[] arguments) =>
        RunAsync("node", [Path.Combine(Folder, script), .. arguments], input);

    /// <summary>Runs a script of the folder with the system's Python.</summary>
    public static Task<string> PythonAsync(string script, string input, params string[] arguments) =>
        RunAsync(PythonPath, [Path.Combine(Folder, script), .. arguments], input);

    private static async Task<string> RunAsync(string program, string[] arguments, string input)
    {
        using var process = Start(program, arguments);
        using var timeout = new CancellationTokenSource(Timeout);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(timeout.Token);
            var errors = process.StandardError.ReadToEndAsync(timeout.Token);
            await process.StandardInput.WriteAsync(input.AsMemory(), timeout.Token);
            process.StandardInput.Close();
            await process.WaitForExitAsync(timeout.Token);

            return process.ExitCode == 0
                ? await output
                : throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }

    private static bool ImportsGrpc()
    {
        if (Find(PythonPath) is null)
        {
            return false;
        }

        using var process = Start(PythonPath, ["-c", "import grpc"]);
        process.StandardInput.Close();

        return process.WaitForExit(Timeout) && process.ExitCode == 0;
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };

        return Process.Start(start)!;
    }

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    private static string FindFolder()
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Shop.sln")))
        {
            root = root.Parent;
        }

        return Path.Combine(root?.FullName ?? ".", "graphql", "tests", "peers");
    }
}
