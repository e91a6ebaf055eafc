using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Shop.Faults.Cluster;

/// <summary>A caller of the gateway: GraphQL over HTTP.</summary>
internal sealed class ShopClient : IDisposable
{
    /// <summary>Of every customer.</summary>
    public const string Password = "long enough";

    private readonly HttpClient _http;

    public ShopClient(Rotation gateways)
        : this(
            new HttpClient(gateways) { BaseAddress = Rotation.Address, Timeout = TimeSpan.FromSeconds(30) },
            token: null)
    {
    }

    private ShopClient(HttpClient http, string? token) => (_http, Token) = (http, token);

    public string? Token { get; }

    /// <summary>Logs in and returns a client with the token, which ends with this one.</summary>
    public async Task<ShopClient> LoginAsync(string email, string password)
    {
        var data = await DataAsync(
            "mutation ($input: Login!) { login(input: $input) { token } }", new { input = new { email, password } });

        return WithToken(data.GetProperty("login").GetProperty("token").GetString()!);
    }

    public ShopClient WithToken(string token) => new(_http, token);

    /// <summary>Registers a customer of its own and logs in.</summary>
    public async Task<ShopClient> NewCustomerAsync() => await LoginAsync(await RegisterAsync(), Password);

    /// <summary>Registers a customer and returns the e-mail.</summary>
    public async Task<string> RegisterAsync()
    {
        var email = $"{Guid.NewGuid():N}@shop.example";
        await DataAsync(
            "mutation ($input: NewUser!) { registerUser(input: $input) { id } }",
            new { input = new { email, username = "Ann", type = 0, password = Password } });

        return email;
    }

    public async Task<Guid> IdAsync() =>
        (await DataAsync("{ me { id } }", new { })).GetProperty("me").GetProperty("id").GetGuid();

    public async Task<string> CreateProductAsync(int price, int stock, string description = "Holds tea")
    {
        var data = await DataAsync(
            "mutation ($input: CreateProduct!) { createProduct(input: $input) { id } }",
            new { input = new { name = "Mug", description, price, stock } });

        return data.GetProperty("createProduct").GetProperty("id").GetString()!;
    }

    public async Task<int> StockAsync(string product)
    {
        var data = await DataAsync("query ($id: ID!) { product(id: $id) { stock } }", new { id = product });

        return data.GetProperty("product").GetProperty("stock").GetInt32();
    }

    public Task<Answer> PlaceOrderAsync(string product, int quantity, string? key = null) =>
        PostAsync(
            "mutation ($input: PlaceOrder!) { placeOrder(input: $input) { id status } }",
            new
            {
                input = new
                {
                    order_products = new[] { new { product_id = product, quantity } },
                    idempotency_key = key,
                },
            });

    public async Task<string> StatusAsync(string order)
    {
        var data = await DataAsync("query ($id: ID!) { order(id: $id) { status } }", new { id = order });

        return data.GetProperty("order").GetProperty("status").GetString()!;
    }

    public async Task<Answer> PostAsync(string query, object? variables = null)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            var body = await ReadAsync(query, variables);
            var took = Stopwatch.GetElapsedTime(started);

            return body.TryGetProperty("errors", out var errors)
                ? new Answer(null, errors[0], took)
                : new Answer(body.GetProperty("data"), null, took);
        }
        catch (Exception exception)
            when (exception is HttpRequestException or IOException or OperationCanceledException)
        {
            return new Answer(null, null, Stopwatch.GetElapsedTime(started), Lost: exception.Message);
        }
    }

    /// <summary>Follows an order's status by server-sent events, until the order cannot change any more.</summary>
    /// <exception cref="IOException">The stream broke, or told of an error.</exception>
    public async IAsyncEnumerable<string> FollowAsync(
        string order, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = Request(
            "subscription ($id: ID!) { orderUpdated(id: $id) { status } }", new { id = order }, "text/event-stream");
        using var response = await _http.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        await foreach (var item in SseParser.Create(body).EnumerateAsync(cancellationToken))
        {
            if (item.EventType == "complete")
            {
                yield break;
            }

            if (item.EventType == "next")
            {
                var next = JsonElement.Parse(item.Data);

                yield return next.TryGetProperty("errors", out _)
                    ? throw new IOException(item.Data)
                    : next.GetProperty("data").GetProperty("orderUpdated").GetProperty("status").GetString()!;
            }
        }

        throw new IOException("The stream ended before it was complete.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> ReadAsync(string query, object? variables)
    {
        using var request = Request(query, variables, "application/graphql-response+json");
        using var response = await _http.SendAsync(request);

        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    private HttpRequestMessage Request(string query, object? variables, string accept)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(accept));
        request.Headers.Authorization = Token is null ? null : new AuthenticationHeaderValue("Bearer", Token);

        return request;
    }

    private async Task<JsonElement> DataAsync(string query, object variables)
    {
        var answer = await PostAsync(query, variables);

        return answer.Data ?? throw new InvalidOperationException($"{query}: {answer.Error}{answer.Lost}");
    }
}
