using System.Diagnostics;
using Shop.Orders.Data;
using Shop.Orders.Features;

namespace Shop.Tests.Orders;

public sealed class OrderOutcomesTests
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private static readonly OrderProgress Confirmed =
        new(OrderStatus.Confirmed, RejectionReason: null, DateTimeOffset.UnixEpoch, CancelledAt: null);

    private readonly OrderOutcomes _outcomes = new();

    [Fact]
    public async Task Wakes_every_caller_that_waits_for_the_order()
    {
        var orderId = Guid.CreateVersion7();
        using var first = _outcomes.Expect(orderId);
        using var second = _outcomes.Expect(orderId);
        using var other = _outcomes.Expect(Guid.CreateVersion7());

        _outcomes.Wake(orderId, Confirmed);

        Assert.Equal(Confirmed, await first.WaitAsync(Timeout, CancellationToken.None));
        Assert.Equal(Confirmed, await second.WaitAsync(Timeout, CancellationToken.None));
        Assert.Null(await other.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task An_outcome_before_the_wait_is_not_lost()
    {
        var orderId = Guid.CreateVersion7();
        using var waiter = _outcomes.Expect(orderId);

        _outcomes.Wake(orderId, Confirmed);

        Assert.Equal(Confirmed, await waiter.WaitAsync(TimeSpan.Zero, CancellationToken.None));
        Assert.Null(await waiter.WaitAsync(TimeSpan.Zero, CancellationToken.None));
    }

    [Fact]
    public async Task Wakes_everybody_after_notifications_may_have_been_lost()
    {
        using var first = _outcomes.Expect(Guid.CreateVersion7());
        using var second = _outcomes.Expect(Guid.CreateVersion7());

        _outcomes.WakeAll();

        var started = Stopwatch.GetTimestamp();
        Assert.Null(await first.WaitAsync(Timeout, CancellationToken.None));
        Assert.Null(await second.WaitAsync(Timeout, CancellationToken.None));
        Assert.True(Stopwatch.GetElapsedTime(started) < Timeout);
    }

    [Fact]
    public void Forgets_callers_that_have_gone()
    {
        var orderId = Guid.CreateVersion7();
        var gone = _outcomes.Expect(orderId);
        using var stays = _outcomes.Expect(orderId);

        gone.Dispose();

        _outcomes.Wake(orderId, Confirmed);
        _outcomes.WakeAll();
    }
}
