using System.Text.Json;
using Shop.Faults.Checker;
using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>
/// Writes down every answer of the shop, what it tells, and where it breaks the contract with clients.
/// </summary>
internal sealed class AnswerBook(TextWriter log)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<Guid, ToldOrder> _orders = [];
    private readonly List<(Guid, string)> _users = [];
    private readonly List<Finding> _breaches = [];
    private readonly Dictionary<(string Operation, string Outcome), int> _counts = [];
    private readonly List<Phase> _phases = [];

    public IReadOnlyList<ToldOrder> Orders => Locked(() => _orders.Values.ToArray());

    public IReadOnlyList<(Guid, string)> Users => Locked(_users.ToArray);

    public IReadOnlyList<Finding> Breaches => Locked(_breaches.ToArray);

    /// <summary>How often an operation ended in <c>OK</c>, an error's code, or <c>LOST</c>.</summary>
    public IReadOnlyDictionary<(string Operation, string Outcome), int> Counts => Locked(_counts.ToDictionary);

    /// <summary>What was asked in each part of a run that has parts.</summary>
    public IReadOnlyList<Phase> Phases => Locked(_phases.ToArray);

    /// <summary>What is answered from now on belongs to another part of the run.</summary>
    public void Begin(string phase) => Locked(() => _phases.Add(new Phase(phase)));

    /// <param name="caller">Who asked.</param>
    /// <param name="operation">The root field.</param>
    /// <param name="variables">Of the operation.</param>
    /// <param name="answer">What came of it.</param>
    /// <param name="again">Whether the caller asks once more, because the answer is unknown.</param>
    public void Record(string caller, string operation, object? variables, Answer answer, bool again = false)
    {
        var outcome = answer.Lost is not null ? "LOST" : answer.Error is null ? "OK" : answer.Code ?? "NO CODE";
        var line = JsonSerializer.Serialize(new
        {
            at = DateTimeOffset.UtcNow,
            caller,
            operation,
            outcome,
            milliseconds = (int)answer.Took.TotalMilliseconds,
            variables,
            answer.Data,
            answer.Error,
            answer.Lost,
        });
        lock (_lock)
        {
            _counts[(operation, outcome)] = _counts.GetValueOrDefault((operation, outcome)) + 1;
            if (_phases is [.., var phase])
            {
                _phases[^1] = phase.With(answer, again);
            }

            log.WriteLine(line);
        }
    }

    /// <summary>Takes note of an order; what is told later must follow from what was told before.</summary>
    public void Tell(ToldOrder told)
    {
        lock (_lock)
        {
            if (_orders.TryGetValue(told.Id, out var earlier) && !OrderStatuses.MayBecome(earlier.Status, told.Status))
            {
                _breaches.Add(new Finding("Answers", $"order {told.Id} was {earlier.Status}, then {told.Status}"));
            }

            _orders[told.Id] = told with
            {
                PriceTotal = told.PriceTotal ?? earlier?.PriceTotal,
                Lines = told.Lines ?? earlier?.Lines,
                Key = told.Key ?? earlier?.Key,
            };
        }
    }

    public void TellUser(Guid id, string username) => Locked(() => _users.Add((id, username)));

    public void Breach(string text) => Locked(() => _breaches.Add(new Finding("Answers", text)));

    private T Locked<T>(Func<T> read)
    {
        lock (_lock)
        {
            return read();
        }
    }

    private void Locked(Action write)
    {
        lock (_lock)
        {
            write();
        }
    }
}
