using HotChocolate.Execution;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

/// <summary>How many operations are executed at once.</summary>
public sealed class ConcurrentExecutionTests
{
    [Fact]
    public async Task An_operation_waits_for_one_that_runs()
    {
        var gate = new Gate();
        var executor = await CreateAsync(gate, limit: 1, TimeSpan.FromSeconds(30));

        var first = executor.RunAsync("{ first: pass }");
        await gate.Entered.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var second = executor.RunAsync("{ second: pass }");
        var entered = await gate.Entered.WaitAsync(
            TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        gate.Open.Release(2);

        Assert.False(entered);
        Assert.Equal("""{"data":{"first":1}}""", await first);
        Assert.Equal("""{"data":{"second":2}}""", await second);
    }

    [Fact]
    public async Task It_waits_no_longer_than_it_may_take()
    {
        var gate = new Gate();
        var executor = await CreateAsync(gate, limit: 1, TimeSpan.FromMilliseconds(300));

        var first = executor.RunAsync("{ pass }");
        await gate.Entered.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var second = await executor.RunAsync("{ pass }");
        gate.Open.Release(10);
        await first;
        var third = executor.RunAsync("{ pass }");

        Assert.Contains("HC0045", second, StringComparison.Ordinal);
        Assert.Contains("pass", await third, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_gives_up_waiting_leaves_no_place_taken()
    {
        var gate = new Gate();
        var executor = await CreateAsync(gate, limit: 1, TimeSpan.FromSeconds(30));
        using var left = new CancellationTokenSource();

        var first = executor.RunAsync("{ pass }");
        await gate.Entered.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var second = executor.ExecuteAsync(OperationRequestBuilder.New().SetDocument("{ pass }").Build(), left.Token);
        await left.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        gate.Open.Release(2);
        await first;

        Assert.Equal("""{"data":{"pass":2}}""", await executor.RunAsync("{ pass }"));
    }

    [Fact]
    public async Task What_waits_for_nothing_needs_no_place()
    {
        var gate = new Gate();
        var executor = await CreateAsync(gate, limit: 1, TimeSpan.FromSeconds(30));

        var first = executor.RunAsync("{ pass }");
        await gate.Entered.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        var other = await executor.RunAsync("{ __typename }");
        gate.Open.Release();
        await first;

        Assert.Equal("""{"data":{"__typename":"Query"}}""", other);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public async Task No_limit_lets_all_in(int? limit)
    {
        var gate = new Gate();
        var executor = await CreateAsync(gate, limit, TimeSpan.FromSeconds(30));

        var all = Enumerable.Range(0, 100).Select(_ => executor.RunAsync("{ pass }")).ToList();
        for (var i = 0; i < 100; i++)
        {
            Assert.True(await gate.Entered.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        }

        gate.Open.Release(100);
        await Task.WhenAll(all);
    }

    private static Task<IRequestExecutor> CreateAsync(Gate gate, int? limit, TimeSpan timeout) => Executors.CreateAsync(
        builder => builder.AddQueryType<Query>()
            .ModifyServerOptions(options => options.MaxConcurrentExecutions = limit)
            .ModifyRequestOptions(options => options.ExecutionTimeout = timeout),
        services => services.AddSingleton(gate));

    internal sealed class Gate
    {
        private int _passed;

        public SemaphoreSlim Entered { get; } = new(0);

        public SemaphoreSlim Open { get; } = new(0);

        public int Pass() => Interlocked.Increment(ref _passed);
    }

    internal sealed class Query
    {
        public async Task<int> GetPassAsync(Gate gate)
        {
            gate.Entered.Release();
            await gate.Open.WaitAsync(TimeSpan.FromSeconds(30));

            return gate.Pass();
        }
    }
}
