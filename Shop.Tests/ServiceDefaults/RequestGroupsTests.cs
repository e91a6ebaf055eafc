using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Errors;

namespace Shop.Tests.ServiceDefaults;

public sealed class RequestGroupsTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly List<int[]> _groups = [];
    private readonly TaskCompletionSource _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Fact]
    public async Task What_comes_while_a_group_is_handled_makes_up_the_next_ones()
    {
        var groups = Create(maxGroup: 3);

        var first = groups.HandleAsync(0, Stop);
        await _begun.Task.WaitAsync(Timeout, Stop);
        var others = Enumerable.Range(1, 4).Select(number => groups.HandleAsync(number, Stop)).ToList();
        _release.SetResult();

        var results = await Task.WhenAll(others.Prepend(first)).WaitAsync(Timeout, Stop);
        Assert.Equal([0, 10, 20, 30, 40], results);
        Assert.Equal([[0], [1, 2, 3], [4]], _groups);
    }

    [Fact]
    public async Task One_that_fails_spoils_it_for_nobody_else()
    {
        var groups = Create(maxGroup: 3);

        var first = groups.HandleAsync(0, Stop);
        await _begun.Task.WaitAsync(Timeout, Stop);
        var good = groups.HandleAsync(1, Stop);
        var bad = groups.HandleAsync(-1, Stop);
        _release.SetResult();

        Assert.Equal(10, await good.WaitAsync(Timeout, Stop));
        await Assert.ThrowsAsync<BadInputException>(() => bad.WaitAsync(Timeout, Stop));
        Assert.Equal(0, await first.WaitAsync(Timeout, Stop));
        Assert.Equal([[0], [1, -1], [1], [-1]], _groups);
    }

    [Fact]
    public async Task Whoever_leaves_before_their_group_begins_is_not_handled()
    {
        var groups = Create(maxGroup: 3);
        using var leaves = new CancellationTokenSource();

        var first = groups.HandleAsync(0, Stop);
        await _begun.Task.WaitAsync(Timeout, Stop);
        var gone = groups.HandleAsync(1, leaves.Token);
        var stays = groups.HandleAsync(2, Stop);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        _release.SetResult();

        var results = await Task.WhenAll(first, stays).WaitAsync(Timeout, Stop);
        Assert.Equal([0, 20], results);
        Assert.Equal([[0], [2]], _groups);
    }

    [Fact]
    public async Task A_group_that_takes_too_long_is_given_up()
    {
        var groups = Create(maxGroup: 3, TimeSpan.FromMilliseconds(50));

        var refused = await Assert.ThrowsAsync<RefusalException>(() => groups.HandleAsync(0, Stop));

        Assert.Equal("SERVICE_UNAVAILABLE", refused.Reason);
    }

    [Fact]
    public async Task Too_many_that_wait_are_refused()
    {
        var groups = Create(maxGroup: 10_000);

        var first = groups.HandleAsync(0, Stop);
        await _begun.Task.WaitAsync(Timeout, Stop);
        var others = Enumerable.Range(0, 10_000).Select(number => groups.HandleAsync(number, Stop)).ToList();
        var refused = await Assert.ThrowsAsync<RefusalException>(() => groups.HandleAsync(0, Stop));
        _release.SetResult();

        Assert.Equal("SERVICE_UNAVAILABLE", refused.Reason);
        await Task.WhenAll(others.Prepend(first)).WaitAsync(Timeout, Stop);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Multiplies by ten, once it is released; what is negative is no good.</summary>
    private RequestGroups<int, int> Create(int maxGroup, TimeSpan? timeout = null) => new(
        async (numbers, cancellationToken) =>
        {
            _groups.Add([.. numbers]);
            _begun.TrySetResult();
            await _release.Task.WaitAsync(cancellationToken);

            return numbers.Any(number => number < 0)
                ? throw new BadInputException("number", "is negative.")
                : [.. numbers.Select(number => 10 * number)];
        },
        maxGroup,
        timeout ?? Timeout);
}
