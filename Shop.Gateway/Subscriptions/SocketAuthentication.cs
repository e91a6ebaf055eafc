using System.Text.Json;
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
        if (FindToken(connectionInitMessage.Payload) is { } token)
        {
            await context.AuthenticateAgainAsync(token);
        }

        return context.FindTokenRefusal() is { } refusal
            ? ConnectionStatus.Reject(refusal.Message)
            : ConnectionStatus.Accept();
    }

    // Names of headers are written in either case, and so is this one.
    private static string? FindToken(JsonElement? payload) => payload is { ValueKind: JsonValueKind.Object } parameters
        ? parameters.EnumerateObject()
            .Where(parameter => parameter.Name.Equals(Authorization, StringComparison.OrdinalIgnoreCase))
            .Select(parameter => parameter.Value.ToString())
            .FirstOrDefault()
        : null;
}
