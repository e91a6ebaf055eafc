using System.Globalization;
using System.Text;

namespace GraphQL.Tests.Differential;

/// <summary>Lets both implementations answer random requests and compares the answers.</summary>
internal sealed class DifferentialRun(IReadOnlyList<Subject> subjects, Reference reference)
{
    private const int BatchSize = 500;
    private const int MaxShown = 10;

    private readonly Dictionary<CaseKind, Tally> _tallies = Enum.GetValues<CaseKind>().ToDictionary(kind => kind, _ => new Tally());
    private readonly CaseGenerator[] _generators = [.. subjects.Select(subject => new CaseGenerator(subject.Schema))];
    private readonly List<string> _differences = [];

    public int Differing => _tallies.Values.Sum(tally => tally.Differing);

    public async Task RunAsync(int seed, int count)
    {
        for (var first = 0; first < count; first += BatchSize)
        {
            List<(int Schema, Case Case)> requests =
            [
                .. Enumerable.Range(first, Math.Min(BatchSize, count - first))
                    .Select(number => (number % subjects.Count, _generators[number % subjects.Count].Create(seed, number))),
            ];
            var asked = reference.AskAsync(requests);
            var ours = await Task.Run(() => AnswerAsync(requests));
            await CompareAsync(requests, ours, await asked);
        }
    }

    /// <summary>The documents by kind and outcome, and the first differences, each made as small as it gets.</summary>
    public string Report(TimeSpan elapsed)
    {
        var text = new StringBuilder();
        var all = _tallies.Values.Sum(tally => tally.Count);
        text.AppendLine(CultureInfo.InvariantCulture, $"{all} documents, {all / elapsed.TotalSeconds:F0}/s, {Differing} differ");
        foreach (var (kind, tally) in _tallies)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{kind,-12} {tally}");
        }

        return text.AppendJoin("\n\n", _differences).ToString();
    }

    private async Task<List<string>> AnswerAsync(List<(int Schema, Case Case)> requests)
    {
        var answers = new List<string>(requests.Count);
        foreach (var (schema, test) in requests)
        {
            answers.Add(await subjects[schema].AnswerAsync(test));
        }

        return answers;
    }

    private async Task CompareAsync(List<(int Schema, Case Case)> requests, List<string> ours, List<string> theirs)
    {
        for (var i = 0; i < requests.Count; i++)
        {
            var (schema, test) = requests[i];
            var difference = Difference(ours[i], theirs[i], out var phase, out var failed);
            _tallies[test.Kind].Add(phase, failed, difference is not null);
            if (difference is not null && _differences.Count < MaxShown)
            {
                var smaller = await ShrinkAsync(schema, test, difference);
                _differences.Add($"""
                    {difference} ({subjects[schema].Root ?? "validation"}, {test.Kind})
                    {smaller.Document}
                    {smaller.Variables.ToJsonString()}
                      theirs: {(await reference.AskAsync([(schema, smaller)]))[0]}
                      ours:   {await subjects[schema].AnswerAsync(smaller)}
                    """);
            }
        }
    }

    private static string? Difference(string ours, string theirs, out Phase phase, out bool failed)
    {
        var left = Answer.Parse(ours);
        var right = Answer.Parse(theirs);
        (phase, failed) = (right.Phase, right.Errors.Count > 0);
        var difference = Comparison.Difference(left, right);
        return difference is null || Deviations.Explain(left, right) ? null : difference;
    }

    /// <summary>Leaves out pieces, halves first, as long as the answers still differ in the same way.</summary>
    private async Task<Case> ShrinkAsync(int schema, Case test, string difference)
    {
        for (var length = test.Pieces.Count / 2; length > 0; length /= 2)
        {
            for (var start = 0; start < test.Pieces.Count;)
            {
                var smaller = new Case(
                    test.Kind, [.. test.Pieces.Take(start), .. test.Pieces.Skip(start + length)], test.Variables);
                var theirs = await reference.AskAsync([(schema, smaller)]);
                if (Difference(await subjects[schema].AnswerAsync(smaller), theirs[0], out _, out _) == difference)
                {
                    test = smaller;
                }
                else
                {
                    start += length;
                }
            }
        }

        return test;
    }

    private sealed class Tally
    {
        private readonly int[] _phases = new int[3];
        private int _failed;

        public int Count => _phases.Sum();

        public int Differing { get; private set; }

        public void Add(Phase phase, bool failed, bool differs)
        {
            _phases[(int)phase]++;
            _failed += phase == Phase.Execution && failed ? 1 : 0;
            Differing += differs ? 1 : 0;
        }

        public override string ToString() =>
            $"{Count,9} documents: {_phases[0],8} of wrong syntax, {_phases[1],8} answered by validation alone, "
            + $"{_phases[2],8} executed ({_failed} with errors), {Differing} differ";
    }
}
