using System.Globalization;
using System.Text;

namespace GraphQL.Tests.Differential;

/// <summary>Lets both implementations answer random requests and compares the answers.</summary>
internal sealed class DifferentialRun(IReadOnlyList<Subject> subjects, Reference reference)
{
    private const int BatchSize = 500;
    private const int MaxShown = 6;

    private readonly Dictionary<CaseKind, Tally> _tallies =
        Enum.GetValues<CaseKind>().ToDictionary(kind => kind, _ => new Tally());
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
                    .Select(number => (
                        number % subjects.Count,
                        _generators[number % subjects.Count].Create(seed, number))),
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
        text.AppendLine(
            CultureInfo.InvariantCulture, $"{all} documents, {all / elapsed.TotalSeconds:F0}/s, {Differing} differ");
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
                var left = Answer.Parse(await subjects[schema].AnswerAsync(smaller));
                var right = Answer.Parse((await reference.AskAsync([(schema, smaller)]))[0]);
                _differences.Add($"""
                    {difference} ({subjects[schema].Root ?? "validation"}, {test.Kind})
                    {smaller.Document}
                    {smaller.OperationName} {smaller.Variables.ToJsonString()}
                      theirs: {Show(right, left)}
                      ours:   {Show(left, right)}
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

    private static string Show(Answer answer, Answer other) =>
        $"{(answer.Phase == Phase.Execution ? answer.Data.GetRawText() : "")} "
        + string.Join("; ", answer.Errors.Select(error =>
            $"{(other.Errors.Any(that => that.Place == error.Place) ? "" : "ONLY HERE ")}"
            + $"{error.Place} {error.Message}"));

    /// <summary>Leaves out pieces, halves first, as long as the answers still differ in the same way.</summary>
    private async Task<Case> ShrinkAsync(int schema, Case test, string difference)
    {
        for (var length = test.Pieces.Count / 2; length > 0;)
        {
            var before = test.Pieces.Count;
            for (var start = 0; start < test.Pieces.Count;)
            {
                var pieces = test.Pieces.Take(start).Concat(test.Pieces.Skip(start + length));
                var smaller = new Case(test.Kind, [.. pieces], test.Variables, test.OperationName);
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

            length = length == 1 && test.Pieces.Count < before ? 1 : length / 2;
        }

        return test;
    }

    private sealed class Tally
    {
        private readonly int[,] _outcomes = new int[3, 2];

        public int Count => _outcomes.Cast<int>().Sum();

        public int Differing { get; private set; }

        public void Add(Phase phase, bool failed, bool differs)
        {
            _outcomes[(int)phase, failed ? 1 : 0]++;
            Differing += differs ? 1 : 0;
        }

        public override string ToString() =>
            $"{Count,9} documents: {_outcomes[0, 1],8} of wrong syntax, {_outcomes[1, 1],8} refused, "
            + $"{_outcomes[1, 0],8} valid, {_outcomes[2, 0] + _outcomes[2, 1],8} executed "
            + $"({_outcomes[2, 1]} with errors), {Differing} differ";
    }
}
