using System.Text.Json;
using HotChocolate.AspNetCore;
using HotChocolate.AspNetCore.Subscriptions;
using HotChocolate.AspNetCore.Subscriptions.Protocols;
using HotChocolate.Execution;
using Shop.Gateway.Http;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Gateway.Subscriptions;

/// <summary>
/// Takes the access token from the payload of connection_init, because browsers cannot send headers with a WebSocket; a
/// token that is not valid is refused at once, so that the client can connect again with another.
/// </summary>
internal sealed class SocketInterceptor(TimeProvider time) : DefaultSocketSessionInterceptor
{
    private const string Authorization = "Authorization";
    private const string Headers = "headers";

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

        if (context.FindTokenRefusal() is { } refusal)
        {
            return ConnectionStatus.Reject(refusal.Message);
        }

        context.Features.Set(new SocketLifetime(session.Connection, context.User.FindTokenTimeLeft(time), time));

        return ConnectionStatus.Accept();
    }

    public override ValueTask OnRequestAsync(
        ISocketSession session,
        string operationSessionId,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken = default)
    {
        var context = session.Connection.HttpContext;
        context.Features.Get<SocketLifetime>()?.Use();
        requestBuilder.AllowIntrospectionTo(context.User);

        return ValueTask.CompletedTask;
    }

    public override ValueTask OnCloseAsync(ISocketSession session, CancellationToken cancellationToken = default)
    {
        session.Connection.HttpContext.Features.Get<SocketLifetime>()?.Dispose();

        return ValueTask.CompletedTask;
    }

    // Clients send it as it is, or among headers; what is null is not there.
    private static string? FindToken(JsonElement? payload) =>
        Find(payload, Authorization) is { } token ? token.ToString()
        : Find(payload, Headers) is { } headers ? Find(headers, Authorization)?.ToString()
        : null;

    // Names of headers are written in either case, and so is this one.
    private static JsonElement? Find(JsonElement? json, string name)
    {
        if (json is { ValueKind: JsonValueKind.Object } members)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (member.Value.ValueKind != JsonValueKind.Null
                    && member.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                {
                    return member.Value;
                }
            }
        }

        return null;
    }
}
