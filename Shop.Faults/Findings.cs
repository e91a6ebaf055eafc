namespace Shop.Faults;

internal static class Findings
{
    /// <summary>The last line of a run, and its exit code.</summary>
    public static async Task<int> ConcludeAsync(TextWriter output, int count, string logs)
    {
        await output.WriteLineAsync(count == 0 ? "no findings" : $"{count} FINDINGS; logs: {logs}");

        return count == 0 ? 0 : 1;
    }
}
