using System.Diagnostics;
using System.Globalization;
using PeerProcesses;

namespace GraphQL.Tests.Differential;

/// <summary>
/// Random requests have the data, the errors and their places that graphql-js gives them. <c>make graphql-diff</c>
/// makes long runs by way of the environment.
/// </summary>
public sealed class DifferentialTests(ITestOutputHelper output)
{
    [NodeFact]
    public async Task Answers_as_the_reference_implementation_does()
    {
        var (count, seed) = (Setting("GRAPHQL_DIFF_N", 2_000), Setting("GRAPHQL_DIFF_SEED", 1));
        var subjects = await Subject.CreateAllAsync();
        await using var reference = await Reference.StartAsync(subjects);
        var run = new DifferentialRun(subjects, reference);
        var started = Stopwatch.GetTimestamp();

        await run.RunAsync(seed, count);

        var report = run.Report(Stopwatch.GetElapsedTime(started));
        output.WriteLine($"seed {seed}: {report}");
        Assert.True(run.Differing == 0, report);
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : otherwise;
}
