using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Shop.LocalServers;

/// <summary>
/// A private RabbitMQ with its management API. One is shared by the whole run:
/// <c>var uri = await (await RabbitMQServer.SharedAsync()).CreateVirtualHostAsync();</c> gives the amqp URI of a fresh
/// virtual host. Who breaks the broker starts one of their own:
/// <c>await using var broker = await RabbitMQServer.StartAsync();</c>, KillAsync, RestartAsync.
/// </summary>
public sealed class RabbitMQServer : PrivateServer
{
    private const string Credentials = $"{RabbitMQNode.Administrator}:guest";

    private readonly RabbitMQOptions _options = new(
        LoopbackPort.FindFree(), LoopbackPort.FindFree(), LoopbackPort.FindFree(), LoopbackPort.FindFree());

    private readonly RabbitMQNode _node;
    private readonly HttpClient _management;

    private RabbitMQServer()
        : base("rabbitmq")
    {
        _node = new RabbitMQNode(Root, _options);
        _management = new HttpClient(new SocketsHttpHandler { UseProxy = false })
        {
            BaseAddress = new Uri($"http://127.0.0.1:{_options.ManagementPort}/api/"),
        };
        _management.DefaultRequestHeaders.Authorization =
            new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes(Credentials)));
    }

    /// <summary>The directory of what the broker has logged.</summary>
    public string Logs => _node.Logs;

    public static Task<RabbitMQServer> SharedAsync() => Shared.Server;

    public static async Task<RabbitMQServer> StartAsync()
    {
        var server = new RabbitMQServer();
        await server._node.PrepareAsync(Credentials.Split(':')[1]);
        await server.RestartAsync();

        return server;
    }

    public async Task<string> CreateVirtualHostAsync()
    {
        var name = $"test-{Guid.NewGuid():n}";
        await PutAsync($"vhosts/{name}", new { });

        return $"amqp://{Credentials}@127.0.0.1:{_options.Port}/{name}";
    }

    /// <summary>Creates another account of a virtual host and returns its name and its URI.</summary>
    public async Task<(string Name, string Uri)> CreateUserAsync(string virtualHost)
    {
        var uri = new UriBuilder(virtualHost) { UserName = $"user-{Guid.NewGuid():n}", Password = "none" };
        await PutAsync($"users/{uri.UserName}", new { password = uri.Password, tags = "" });
        await PutAsync(
            $"permissions{uri.Path}/{uri.UserName}", new { configure = ".*", write = ".*", read = ".*" });

        return (uri.UserName, uri.Uri.ToString());
    }

    /// <summary>Reads the management API, for example <c>queues/{virtual host}</c>.</summary>
    public Task<JsonElement> GetAsync(string path) =>
        _management.GetFromJsonAsync<JsonElement>(new Uri(path, UriKind.Relative));

    /// <summary>Writes through the management API, for example <c>policies/{virtual host}/{name}</c>.</summary>
    public async Task PutAsync(string path, object content)
    {
        using var response = await _management.PutAsJsonAsync(new Uri(path, UriKind.Relative), content);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>Deletes through the management API; what is gone already is no error.</summary>
    public async Task DeleteAsync(string path)
    {
        using var response = await _management.DeleteAsync(new Uri(path, UriKind.Relative));
        if (response.StatusCode is not HttpStatusCode.NotFound)
        {
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>Runs <c>rabbitmqctl</c> against the broker.</summary>
    public Task ControlAsync(params IEnumerable<string> arguments) => LocalProgram.RunAsync(
        [.. LocalProgram.RunAs(RabbitMQNode.User), RabbitMQNode.Find("rabbitmqctl"), .. arguments],
        environment: _node.Variables);

    public override ValueTask DisposeAsync()
    {
        _management.Dispose();

        return base.DisposeAsync();
    }

    private protected override (IReadOnlyList<string> Command, IReadOnlyDictionary<string, string>? Environment)
        Start() =>
        (_node.Command, _node.Variables);

    private protected override async Task AskAsync()
    {
        using var response = await _management.GetAsync(new Uri("health/checks/virtual-hosts", UriKind.Relative));
        response.EnsureSuccessStatusCode();
    }

    private static class Shared
    {
        public static readonly Task<RabbitMQServer> Server = StartAsync();
    }
}
