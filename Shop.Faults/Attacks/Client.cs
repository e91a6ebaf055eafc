using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Shop.Faults.Attacks;

/// <summary>
/// Somebody who reaches the gateway from an address of the loopback network, by which clients are told apart.
/// </summary>
internal sealed partial class Client : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(60);

    private readonly Uri _gateway;
    private readonly IPEndPoint _from;
    private readonly HttpMessageInvoker _http;

    public Client(Uri gateway, string address)
    {
        (_gateway, _from) = (gateway, new IPEndPoint(IPAddress.Parse(address), 0));
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            ConnectCallback = async (_, cancellationToken) => await ConnectAsync(cancellationToken),
            UseProxy = false,
        });
    }

    /// <summary>A connection over which nothing has been sent.</summary>
    public async Task<NetworkStream> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            socket.Bind(_from);
            await socket.ConnectAsync(_gateway.Host, _gateway.Port, cancellationToken);

            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// A WebSocket that speaks graphql-transport-ws and has said nothing yet; one that is not open when it was refused.
    /// </summary>
    public async Task<ClientWebSocket> ConnectSocketAsync(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        try
        {
            socket.Options.AddSubProtocol("graphql-transport-ws");
            socket.Options.CollectHttpResponseDetails = true;
            var address = new UriBuilder(_gateway) { Scheme = "ws", Path = "/graphql" }.Uri;
            await socket.ConnectAsync(address, _http, cancellationToken);

            return socket;
        }
        catch (WebSocketException) when (socket.HttpStatusCode != 0)
        {
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Posts JSON, and tells the status of the answer and the code of its first error: <c>200</c>, <c>400 HC0011</c>.
    /// </summary>
    public async Task<string> PostAsync(
        byte[] json, string? token = null, string accept = "application/json",
        CancellationToken cancellationToken = default)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Timeout);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(_gateway, "/graphql"));
        request.Content = new ByteArrayContent(json);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);

        using var response = await _http.SendAsync(request, timeout.Token);
        var body = await response.Content.ReadAsByteArrayAsync(timeout.Token);

        return Outcome($"{(int)response.StatusCode}", Encoding.UTF8.GetString(body));
    }

    /// <summary>What came of a request: its status, and the code of the first error in the answer.</summary>
    public static string Outcome(string status, string answer) =>
        ErrorCode().Match(answer) is { Success: true } error ? $"{status} {error.Groups[1].Value}"
        : answer.Contains("\"errors\"", StringComparison.Ordinal) ? $"{status} error"
        : status;

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("\"code\":\"([^\"]*)\"", RegexOptions.NonBacktracking)]
    private static partial Regex ErrorCode();
}
