using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shop.Copies;
using Shop.ServiceDefaults.Startup;

namespace Shop.Tests.Copies;

public sealed class CopyStreamTests
{
    private readonly CopyOptions _options = new() { PageTimeout = TimeSpan.FromMilliseconds(200) };
    private string? _token = "abc";

    [Fact]
    public async Task A_source_that_falls_silent_is_given_up()
    {
        var exception = await Assert.ThrowsAsync<CopySourceException>(() => ReadAsync(CancellationToken.None));

        Assert.Equal(
            "The rows of the service 'origin' cannot be read: nothing came within 00:00:00.2000000.",
            exception.Message);
    }

    [Fact]
    public async Task An_operator_who_stops_it_is_obeyed()
    {
        _options.PageTimeout = TimeSpan.FromMinutes(1);
        using var stop = new CancellationTokenSource();
        var reading = ReadAsync(stop.Token);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("not\na token")]
    public async Task What_cannot_be_a_token_is_not_sent(string? token)
    {
        _token = token;

        var exception = await Assert.ThrowsAsync<ConfigurationException>(
            () => ReadAsync(CancellationToken.None));

        Assert.Equal("ACCESS_TOKEN", exception.Setting);
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var settings = new ConfigurationManager { ["ACCESS_TOKEN"] = _token };
        var stream = new CopyStream(settings, Options.Create(_options), TimeProvider.System);
        var pages = stream.ReadAsync<object, MugCopy>("origin", _ => SilentCall(), _ => [], cancellationToken);
        await foreach (var page in pages)
        {
            Assert.Empty(page);
        }
    }

    private static AsyncServerStreamingCall<object> SilentCall() => new(
        new SilentReader(), Task.FromResult(new Metadata()), () => Status.DefaultSuccess, () => [], () => { });

    private sealed class SilentReader : IAsyncStreamReader<object>
    {
        public object Current => throw new InvalidOperationException("Nothing has come.");

        public async Task<bool> MoveNext(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);

            return true;
        }
    }
}
