using System.Text.Json;
using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>A caller whose every answer is written down and held against the contract.</summary>
/// <param name="name">What it is called in the book.</param>
/// <param name="client">Whose token it has.</param>
/// <param name="book">Where the answers go.</param>
/// <param name="tries">How often it asks at most, as long as it may ask again and the answer is unknown.</param>
internal sealed class RecordedClient(string name, ShopClient client, AnswerBook book, int tries = 1)
{
    /// <summary>Who asks again would have it done twice.</summary>
    private static readonly string[] NeverTwice = ["createProduct", "updateInventory", "registerUser"];

    /// <summary>The promise is 5 s; the rest is for a machine that is busy.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public string Name => name;

    public ShopClient Client => client;

    public RecordedClient WithToken(string token) => new(name, client.WithToken(token), book, tries);

    /// <param name="operation">The root field of the query.</param>
    /// <param name="query">The GraphQL text.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="refusals">The codes that may be answered, beside SERVICE_UNAVAILABLE.</param>
    public async Task<Answer> PostAsync(string operation, string query, object? variables, params string[] refusals)
    {
        for (var tried = 1; ; tried++)
        {
            var answer = await client.PostAsync(query, variables);
            var again = answer.IsUnknown && tried < tries && !NeverTwice.Contains(operation);
            book.Record(name, operation, variables, answer, again);
            Judge(operation, variables, answer, refusals);
            if (!again)
            {
                return answer;
            }

            await Pause.BeforeNextTryAsync(tried, Random.Shared, CancellationToken.None);
        }
    }

    private void Judge(string operation, object? variables, Answer answer, string[] refusals)
    {
        var what = $"{name}: {operation} {JsonSerializer.Serialize(variables)}";
        if (answer.Took > AnswerLimit)
        {
            book.Breach($"{what} took {answer.Took.TotalSeconds:F1} s");
        }

        if (answer.Error is not null && answer.Code != "SERVICE_UNAVAILABLE" && !refusals.Contains(answer.Code))
        {
            book.Breach($"{what} must not be answered with {answer.Error}");
        }
    }
}
