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

    [Fact]
    public async Task A_group_waits_for_company_that_is_about_to_come()
    {
        _release.SetResult();
        var groups = Create(maxGroup: 10, awaitsCompany: waiting => waiting < 3, maxDelay: Timeout);

        var first = groups.HandleAsync(1, Stop);
        var second = groups.HandleAsync(2, Stop);
        await Task.Delay(100, Stop);
        Assert.False(first.IsCompleted);
        var third = groups.HandleAsync(3, Stop);

        var results = await Task.WhenAll(first, second, third).WaitAsync(Timeout, Stop);
        Assert.Equal([10, 20, 30], results);
        Assert.Equal([[1, 2, 3]], _groups);
    }

    [Fact]
    public async Task Company_that_does_not_come_is_waited_for_no_longer_than_the_delay_and_a_full_group_not_at_all()
    {
        _release.SetResult();
        var patient = Create(maxGroup: 2, awaitsCompany: _ => true, maxDelay: TimeSpan.FromMilliseconds(20));
        Assert.Equal(10, await patient.HandleAsync(1, Stop).WaitAsync(Timeout, Stop));

        var full = Create(maxGroup: 2, awaitsCompany: _ => true, maxDelay: TimeSpan.FromDays(1));
        var both = await Task.WhenAll(full.HandleAsync(1, Stop), full.HandleAsync(2, Stop)).WaitAsync(Timeout, Stop);
        Assert.Equal([10, 20], both);
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Multiplies by ten, once it is released; what is negative is no good.</summary>
    private RequestGroups<int, int> Create(
        int maxGroup,
        TimeSpan? timeout = null,
        Func<int, bool>? awaitsCompany = null,
        TimeSpan maxDelay = default) =>
        new(HandleAsync, maxGroup, timeout ?? Timeout)
        {
            AwaitsCompany = awaitsCompany ?? (_ => false),
            MaxDelay = maxDelay,
        };

    private async Task<IReadOnlyList<int>> HandleAsync(IReadOnlyList<int> numbers, CancellationToken cancellationToken)
    {
        _groups.Add([.. numbers]);
        _begun.TrySetResult();
        await _release.Task.WaitAsync(cancellationToken);

        return numbers.Any(number => number < 0)
            ? throw new BadInputException("number", "is negative.")
            : [.. numbers.Select(number => 10 * number)];
    }
}
