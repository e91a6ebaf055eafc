using System.Collections.Concurrent;

namespace Shop.Tests.Infrastructure;

/// <summary>One who follows a list, always after the last id that they have, while many add to it.</summary>
internal static class Following
{
    private const int Writers = 16;

    /// <param name="rounds">How many each of the writers adds, one after the other.</param>
    /// <param name="addAsync">Adds one and returns its id.</param>
    /// <param name="readAsync">The ids of the page after an id.</param>
    /// <returns>Which ids were added, and which were seen.</returns>
    public static async Task<(IReadOnlyCollection<string> Added, IReadOnlyCollection<string> Seen)> RunAsync(
        int rounds, Func<Task<string>> addAsync, Func<string?, Task<IReadOnlyList<string>>> readAsync)
    {
        List<string> seen = [.. await readAsync(null)];
        var added = new ConcurrentBag<string>(seen);
        var writing = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => WriteAsync(rounds, addAsync, added)));
        bool isOver;
        do
        {
            isOver = writing.IsCompleted;
            IReadOnlyList<string> page;
            while ((page = await readAsync(seen.LastOrDefault())).Count > 0)
            {
                seen.AddRange(page);
            }
        }
        while (!isOver);

        await writing;

        return (added, seen);
    }

    private static async Task WriteAsync(int rounds, Func<Task<string>> addAsync, ConcurrentBag<string> added)
    {
        for (var round = 0; round < rounds; round++)
        {
            // On a busy machine one may wait in vain for those before them, and is told so; nothing was added then.
            await Eventually.SucceedsAsync(async () => added.Add(await addAsync()), "one more");
        }
    }
}
