using System.Text.Json;
using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>A caller whose every answer is written down and held against the contract.</summary>
internal sealed class RecordedClient(string name, ShopClient client, AnswerBook book)
{
    /// <summary>The promise is 5 s; the rest is for a machine that is busy.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public string Name => name;

    /// <param name="operation">The root field of the query.</param>
    /// <param name="query">The GraphQL text.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="refusals">The codes that may be answered, beside SERVICE_UNAVAILABLE.</param>
    public async Task<Answer> PostAsync(string operation, string query, object? variables, params string[] refusals)
    {
        var answer = await client.PostAsync(query, variables);
        book.Record(name, operation, variables, answer);
        var what = $"{name}: {operation} {JsonSerializer.Serialize(variables)}";
        if (answer.Took > AnswerLimit)
        {
            book.Breach($"{what} took {answer.Took.TotalSeconds:F1} s");
        }

        if (answer.Error is not null && answer.Code != "SERVICE_UNAVAILABLE" && !refusals.Contains(answer.Code))
        {
            book.Breach($"{what} must not be answered with {answer.Error}");
        }

        return answer;
    }
}
