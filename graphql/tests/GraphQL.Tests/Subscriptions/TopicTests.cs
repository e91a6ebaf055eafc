using HotChocolate.Execution;
using HotChocolate.Subscriptions;

namespace GraphQL.Tests.Subscriptions;

public sealed class TopicTests
{
    private readonly InMemoryTopics _topics = new(new SubscriptionOptions { TopicBufferCapacity = 2 });

    [Theory]
    [InlineData(TopicBufferFullMode.DropOldest, new[] { 3, 4 })]
    [InlineData(TopicBufferFullMode.DropNewest, new[] { 1, 4 })]
    [InlineData(TopicBufferFullMode.DropWrite, new[] { 1, 2 })]
    public async Task Drops_what_a_slow_subscriber_has_no_room_for(TopicBufferFullMode mode, int[] expected)
    {
        await using var slow = await _topics.SubscribeAsync<int>(
            "numbers", null, mode, TestContext.Current.CancellationToken);
        await using var roomy = await _topics.SubscribeAsync<int>(
            "numbers", 10, null, TestContext.Current.CancellationToken);

        for (var i = 1; i <= 4; i++)
        {
            await _topics.SendAsync("numbers", i, TestContext.Current.CancellationToken);
        }

        await _topics.CompleteAsync("numbers");
        Assert.Equal(expected, await ReadAsync(slow));
        Assert.Equal([1, 2, 3, 4], await ReadAsync(roomy));
    }

    [Fact]
    public async Task Forgets_a_topic_without_subscribers()
    {
        var stream = await _topics.SubscribeAsync<int>("numbers", TestContext.Current.CancellationToken);
        Assert.Equal(1, _topics.CountSubscribers("numbers"));

        await stream.DisposeAsync();

        Assert.Equal(0, _topics.CountSubscribers("numbers"));
        Assert.Empty(await ReadAsync(stream));
        await _topics.SendAsync("numbers", "of another type", TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_topic_that_was_completed_starts_anew()
    {
        await using var first = await _topics.SubscribeAsync<int>("numbers", TestContext.Current.CancellationToken);
        await _topics.CompleteAsync("numbers");
        await using var second = await _topics.SubscribeAsync<int>("numbers", TestContext.Current.CancellationToken);

        await first.DisposeAsync();
        await _topics.SendAsync("numbers", 1, TestContext.Current.CancellationToken);
        await _topics.CompleteAsync("numbers");

        Assert.Equal([1], await ReadAsync(second));
    }

    [Fact]
    public async Task Refuses_events_of_another_type()
    {
        await using var stream = await _topics.SubscribeAsync<int>("numbers", TestContext.Current.CancellationToken);

        var sent = await Assert.ThrowsAsync<InvalidOperationException>(
            () => _topics.SendAsync("numbers", "1", TestContext.Current.CancellationToken).AsTask());
        await Assert.ThrowsAsync<InvalidOperationException>(
            () => _topics.SubscribeAsync<string>("numbers", TestContext.Current.CancellationToken).AsTask());

        Assert.Contains("numbers", sent.Message, StringComparison.Ordinal);
    }

    private static async Task<List<int>> ReadAsync(ISourceStream<int> stream)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var read = new List<int>();
        await foreach (var number in stream.ReadEventsAsync().WithCancellation(timeout.Token))
        {
            read.Add(number);
        }

        return read;
    }
}
