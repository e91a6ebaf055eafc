using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace Defaults.Tests;

public sealed class HttpResilienceTests
{
    private static readonly Uri Address = new("http://service/");

    [Fact]
    public void Defaults_are_the_documented_ones()
    {
        var options = new HttpStandardResilienceOptions();

        Assert.Equal(1000, options.RateLimiter.DefaultRateLimiterOptions.PermitLimit);
        Assert.Equal(0, options.RateLimiter.DefaultRateLimiterOptions.QueueLimit);
        Assert.Equal(TimeSpan.FromSeconds(30), options.TotalRequestTimeout.Timeout);
        Assert.Equal(3, options.Retry.MaxRetryAttempts);
        Assert.Equal(TimeSpan.FromSeconds(2), options.Retry.Delay);
        Assert.Equal(DelayBackoffType.Exponential, options.Retry.BackoffType);
        Assert.True(options.Retry.UseJitter);
        Assert.True(options.Retry.ShouldRetryAfterHeader);
        Assert.Equal(0.1, options.CircuitBreaker.FailureRatio);
        Assert.Equal(100, options.CircuitBreaker.MinimumThroughput);
        Assert.Equal(TimeSpan.FromSeconds(30), options.CircuitBreaker.SamplingDuration);
        Assert.Equal(TimeSpan.FromSeconds(5), options.CircuitBreaker.BreakDuration);
        Assert.Equal(TimeSpan.FromSeconds(10), options.AttemptTimeout.Timeout);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK, 1)]
    [InlineData(HttpStatusCode.NotFound, 1)]
    [InlineData(HttpStatusCode.RequestTimeout, 4)]
    [InlineData(HttpStatusCode.TooManyRequests, 4)]
    [InlineData(HttpStatusCode.ServiceUnavailable, 4)]
    public async Task Only_transient_statuses_are_retried(HttpStatusCode status, int attempts)
    {
        var (client, handler) = Create(_ => new HttpResponseMessage(status), Fast);

        using var response = await client.GetAsync(Address);

        Assert.Equal(status, response.StatusCode);
        Assert.Equal(attempts, handler.Addresses.Count);
    }

    [Fact]
    public async Task A_failure_that_goes_away_is_not_seen()
    {
        var (client, handler) = Create(
            attempt => attempt < 3 ? throw new HttpRequestException("down") : new HttpResponseMessage(), Fast);

        using var response = await client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(3, handler.Addresses.Count);
    }

    [Fact]
    public async Task The_response_says_when_to_retry()
    {
        var (client, _) = Create(
            attempt => attempt == 1
                ? new HttpResponseMessage(HttpStatusCode.TooManyRequests) { Headers = { { "Retry-After", "0" } } }
                : new HttpResponseMessage(),
            options => options.Retry.Delay = TimeSpan.FromMinutes(1));

        using var response = await client.GetAsync(Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task A_circuit_that_many_failures_have_opened_rejects_at_once()
    {
        var (client, handler) = Create(_ => new HttpResponseMessage(HttpStatusCode.BadGateway), options =>
        {
            options.Retry.ShouldHandle = static _ => ValueTask.FromResult(false);
            options.CircuitBreaker.MinimumThroughput = 2;
        });
        using var first = await client.GetAsync(Address);
        using var second = await client.GetAsync(Address);

        await Assert.ThrowsAsync<BrokenCircuitException>(() => client.GetAsync(Address));
        Assert.Equal(2, handler.Addresses.Count);
    }

    [Fact]
    public async Task A_circuit_of_one_authority_leaves_the_others_alone()
    {
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler(options =>
        {
            options.Retry.ShouldHandle = static _ => ValueTask.FromResult(false);
            options.CircuitBreaker.MinimumThroughput = 2;
        }).SelectPipelineByAuthority());
        services.AddHttpClient("broken").ConfigurePrimaryHttpMessageHandler(
            () => new FakeHandler(_ => new HttpResponseMessage(HttpStatusCode.BadGateway)));
        services.AddHttpClient("sound").ConfigurePrimaryHttpMessageHandler(
            () => new FakeHandler(_ => new HttpResponseMessage()));
        var clients = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>();
        var broken = clients.CreateClient("broken");
        using var first = await broken.GetAsync(Address);
        using var second = await broken.GetAsync(Address);
        await Assert.ThrowsAsync<BrokenCircuitException>(() => broken.GetAsync(Address));

        using var response = await clients.CreateClient("sound").GetAsync(new Uri("http://another/"));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task An_attempt_that_hangs_is_given_up()
    {
        var services = new ServiceCollection();
        services.AddHttpClient("test")
            .ConfigurePrimaryHttpMessageHandler(() => new HangingHandler())
            .AddStandardResilienceHandler(options =>
            {
                options.Retry.ShouldHandle = static _ => ValueTask.FromResult(false);
                options.AttemptTimeout.Timeout = TimeSpan.FromMilliseconds(50);
            });
        var client = services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("test");

        await Assert.ThrowsAsync<TimeoutRejectedException>(() => client.GetAsync(Address));
    }

    [Fact]
    public void Timeouts_that_contradict_each_other_are_refused()
    {
        var exception = Assert.Throws<OptionsValidationException>(() => Create(
            _ => new HttpResponseMessage(), options => options.AttemptTimeout.Timeout = TimeSpan.FromMinutes(1)));

        Assert.Equal(2, exception.Failures.Count());
    }

    private static void Fast(HttpStandardResilienceOptions options) => options.Retry.Delay = TimeSpan.FromMilliseconds(1);

    private static (HttpClient Client, FakeHandler Handler) Create(
        Func<int, HttpResponseMessage> answer, Action<HttpStandardResilienceOptions> configure)
    {
        var handler = new FakeHandler(answer);
        var services = new ServiceCollection();
        services.ConfigureHttpClientDefaults(http => http.AddStandardResilienceHandler(configure));
        services.AddHttpClient("test").ConfigurePrimaryHttpMessageHandler(() => handler);
        return (services.BuildServiceProvider().GetRequiredService<IHttpClientFactory>().CreateClient("test"), handler);
    }

    private sealed class HangingHandler : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return new HttpResponseMessage();
        }
    }
}
