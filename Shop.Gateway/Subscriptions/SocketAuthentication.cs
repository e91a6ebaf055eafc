using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Gateway.Subscriptions;

/// <summary>
/// Takes the access token from the payload of connection_init, because browsers cannot send headers with a WebSocket; a
/// token that is not valid is refused at once, so that the client can connect again with another.
/// </summary>
internal sealed class SocketAuthentication : DefaultSocketSessionInterceptor
{
    private const string Authorization = "Authorization";

    public override async ValueTask<ConnectionStatus> OnConnectAsync(
        ISocketSession session,
        IOperationMessagePayload connectionInitMessage,
        CancellationToken cancellationToken = default)
    {
        var context = session.Connection.HttpContext;
        if (connectionInitMessage.As<Dictionary<string, object?>>()?.FirstOrDefault(IsToken).Value is { } token)
        {
            await context.AuthenticateAgainAsync($"{token}");
        }

        return context.FindTokenRefusal() is { } refusal
            ? ConnectionStatus.Reject(refusal.Message)
            : ConnectionStatus.Accept();
    }

    private static bool IsToken(KeyValuePair<string, object?> parameter) =>
        parameter.Key.Equals(Authorization, StringComparison.OrdinalIgnoreCase);
}
