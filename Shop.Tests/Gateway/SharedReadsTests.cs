using Shop.Gateway.Orders;

namespace Shop.Tests.Gateway;

public sealed class SharedReadsTests : IDisposable
{
    private static readonly Order SomeOrder =
        new("", "", OrderStatus.Pending, null, 0, 0, [], DateTimeOffset.UnixEpoch, []);

    private readonly SharedReads _reads = new();
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _calls;
    private int _running;
    private int _mostAtOnce;

    [Fact]
    public async Task A_thousand_who_look_at_one_order_are_a_few_reads()
    {
        var (order, user) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var all = Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => ReadAsync(order, user)));
        _gate.SetResult();
        await all;

        Assert.InRange(_calls, 1, 17);
    }

    [Fact]
    public async Task Few_are_read_at_once_and_each_for_those_who_may_see_the_same()
    {
        var order = Guid.CreateVersion7();

        var all = Task.WhenAll(Enumerable.Range(0, 100).Select(_ => ReadAsync(order, Guid.CreateVersion7())));
        _gate.SetResult();
        await all;

        Assert.Equal((100, 16), (_calls, _mostAtOnce));
    }

    [Fact]
    public async Task A_read_that_fails_fails_for_whom_it_was_made_and_is_made_again()
    {
        var (order, user) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        await Assert.ThrowsAsync<InvalidOperationException>(() => _reads.ReadAsync(
            order, user, () => throw new InvalidOperationException(), TestContext.Current.CancellationToken));
        _gate.SetResult();

        Assert.Same(SomeOrder, await ReadAsync(order, user));
    }

    public void Dispose() => _reads.Dispose();

    private Task<Order> ReadAsync(Guid orderId, Guid userId) => _reads.ReadAsync(
        orderId,
        userId,
        async () =>
        {
            Interlocked.Increment(ref _calls);
            var running = Interlocked.Increment(ref _running);
            InterlockedMax(ref _mostAtOnce, running);
            await _gate.Task;
            await Task.Yield();
            Interlocked.Decrement(ref _running);

            return SomeOrder;
        },
        TestContext.Current.CancellationToken);

    private static void InterlockedMax(ref int target, int value)
    {
        int known;
        while ((known = Volatile.Read(ref target)) < value)
        {
            Interlocked.CompareExchange(ref target, value, known);
        }
    }
}
