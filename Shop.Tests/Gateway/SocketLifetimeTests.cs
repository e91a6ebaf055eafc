using HotChocolate.AspNetCore.Subscriptions;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Shop.Gateway.Subscriptions;

namespace Shop.Tests.Gateway;

public sealed class SocketLifetimeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeConnection _connection = new();

    [Fact]
    public void A_socket_of_nobody_is_closed_when_nothing_was_asked_for_a_minute()
    {
        using var lifetime = new SocketLifetime(_connection, tokenTimeLeft: null, _time);

        _time.Advance(TimeSpan.FromSeconds(59));
        lifetime.Use();
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Null(_connection.Closed);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((1000, "Nothing was asked for a minute."), _connection.Closed);
    }

    [Fact]
    public void A_socket_of_a_user_is_closed_soon_after_the_token_has_expired()
    {
        using var lifetime = new SocketLifetime(_connection, TimeSpan.FromHours(1), _time);

        lifetime.Use();
        _time.Advance(TimeSpan.FromHours(1));
        Assert.Null(_connection.Closed);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal((4403, "The access token has expired."), _connection.Closed);
    }

    [Fact]
    public void One_that_has_ended_is_left_alone()
    {
        new SocketLifetime(_connection, tokenTimeLeft: null, _time).Dispose();

        _time.Advance(TimeSpan.FromHours(1));

        Assert.Null(_connection.Closed);
    }

    private sealed class FakeConnection : ISocketConnection
    {
        public HttpContext HttpContext => throw new NotSupportedException();

        public (int Code, string Reason)? Closed { get; private set; }

        public ValueTask CloseAsync(string message, int reason, CancellationToken cancellationToken)
        {
            Closed = (reason, message);

            return ValueTask.CompletedTask;
        }
    }
}
