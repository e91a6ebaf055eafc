using System.Net.WebSockets;
using System.Text;

namespace Shop.Faults.Attacks;

internal static class AttackCatalogue
{
    private const string HeldOpen = "held";
    private const int Large = 100_000;
    private const int AlmostMax = 1_030_000;

    private static readonly byte[] ReadByNobody = AttackScene.Json("{ products { id name description } }");

    /// <summary>One of each kind.</summary>
    public static IReadOnlyList<Attack> All { get; } =
    [
        .. Credentials(), .. Messages(), .. Variables(), .. Answers(), .. Documents(), .. Places(), new HerdAttack(),
    ];

    private static IEnumerable<Attack> Credentials()
    {
        var read = Message("""{"type":"subscribe","id":"1","payload":{"query":"{ products(first: 1) { id } }"}}""");
        yield return new SocketAttack(
            "token is a line feed", Message("""{"type":"connection_init","payload":{"Authorization":"\n"}}"""), [read],
            "closed 4403");
        yield return new SocketAttack(
            "token is a line feed, among headers",
            Message("""{"type":"connection_init","payload":{"headers":{"Authorization":"Bearer \r\nx: y"}}}"""), [read],
            "closed 4403");
        yield return new RawAttack(
            "token of odd bytes in a header",
            Request("Authorization: Bearer \u00fc\u0080\u00ff\r\n", """{"query":"{ products(first: 1) { id } }"}"""),
            "400");
        yield return new RawAttack(
            "token of 30,000 characters in a header",
            Request(
                $"Authorization: Bearer {new string('a', 30_000)}\r\n",
                """{"query":"{ products(first: 1) { id } }"}"""),
            "200");
    }

    private static IEnumerable<Attack> Messages()
    {
        var name = new string('A', Large);
        yield return new SocketAttack(
            "unknown type of 100,000 characters", null, [Message($$"""{"type":"{{name}}"}""")], "closed 4400");
        var twice = Message($$$"""{"type":"subscribe","id":"{{{name}}}","payload":{"query":"{ __typename }"}}""");
        yield return new SocketAttack(
            "operation id of 100,000 characters, twice", null, [twice, twice, Message("""{"type":"no"}""")],
            "closed 4400", "closed 4409");
        yield return new SocketAttack(
            "a megabyte that is no JSON", null, [Message(new string('[', AlmostMax))], "closed 4400");
    }

    private static IEnumerable<Attack> Variables()
    {
        const int declared = 2800;
        var many = $"mutation({Repeat(declared, i => $"$a{i}:PlaceOrderProduct! ")})"
            + $"{{placeOrder(input:{{order_products:[{Repeat(declared, i => $"$a{i} ")}]}}){{id}}}}";
        yield return Post(
            "2,800 variables, a megabyte of values",
            Fill($$"""{"query":"{{many}}","variables":{""", "\"a\":0,", "\"z\":0}}"),
            "200 HC0011");
        const string one = """{"query":"query($a: ID!){product(id:$a){id}}","variables":{""";
        yield return Post("a megabyte of values", Fill(one, "\"b\":0,", "\"z\":0}}"), "200 HC0016");
        yield return Post(
            "a megabyte of one list",
            Fill("""{"query":"query($a: [ID!]!){__typename}","variables":{"a":[""", "\"b\",", "\"z\"]}}"),
            "200 HC0012");
        yield return Post(
            "a megabyte of digits",
            Fill("""{"query":"query($a: Int!){products(first:$a){id}}","variables":{"a":""", "9", "}}"),
            "200 HC0016");
    }

    private static IEnumerable<Attack> Answers()
    {
        var descriptions = Repeat(1100, i => $"a{i}:description ");
        var lists = Repeat(9, i => $"p{i}:products(first:100){{...f}}");
        yield return Query(
            "1,100 descriptions of 900 products", $"fragment f on Product{{{descriptions}}} query{{{lists}}}",
            "200 HC0011");
        descriptions = Repeat(140, i => $"a{i}:description ");
        lists = Repeat(3, i => $"p{i}:products(first:100){{...f}}");
        yield return Query(
            "the largest answer that begins", $"fragment f on Product{{{descriptions}}} query{{{lists}}}",
            "200 RESPONSE_TOO_LARGE");
        yield return Query(
            "fragments that spread fragments",
            Repeat(30, i => $"fragment f{i} on Product{{a:id ...f{i + 1} ...f{i + 1}}} ")
                + "fragment f30 on Product{id} query{products{...f0}}",
            "200");
    }

    private static IEnumerable<Attack> Documents()
    {
        yield return new HttpAttack(
            "a new document of 32 KB each time",
            i => AttackScene.Json($"query q{i}{{products(first:1){{id}}}} {new string(' ', 31_900)}"),
            "200");
        yield return new HttpAttack(
            "a new document of 300 fields each time",
            i => AttackScene.Json($"query q{i}{{products(first:1){{{Repeat(290, n => $"f{i}_{n}:id ")}}}}}"),
            "200");
        yield return new HttpAttack(
            "a document of 20,000 tokens",
            i => AttackScene.Json(
                $"query q{i}{{product(id:\"1\"){{id}} {Repeat(3000, n => $"__typename@skip(if:true)")}}}"),
            "200 HC0011");
        yield return new HttpAttack(
            "names that must merge",
            i => AttackScene.Json($"query q{i}{{products(first:1){{{Repeat(290, _ => "id ")}}}}}"), "200");
        yield return Query(
            "a number of a million digits", $"{{products(first:{new string('9', 1_000_000)}){{id}}}}", "200 HC0012");
        yield return Query(
            "a text of a megabyte", $"{{product(id:\"{new string('x', 1_000_000)}\"){{id}}}}", "200 BAD_USER_INPUT");
        yield return Query(
            "a block text of blank lines",
            $"{{product(id:\"\"\"{Repeat(200_000, _ => "\n  ")}\"\"\"){{id}}}}",
            "200 BAD_USER_INPUT");
        yield return Query("lists in lists", $"{{product(id:{new string('[', 500_000)}){{id}}}}", "200 HC0011");
        yield return Query(
            "comments and commas", $"{{products(first:1){{id}}}}{Repeat(250_000, _ => "#,\n")}", "200");
    }

    private static IEnumerable<Attack> Places()
    {
        yield return new HttpAttack("Accept that names a stream", _ => ReadByNobody, "200")
        {
            Accept = "text/event-stream",
        };
        yield return Held("answers that nobody reads", Request("", Encoding.UTF8.GetString(ReadByNobody)));
        yield return Held(
            "bodies that never come", Request("Accept: text/event-stream\r\n", "{", length: 1_000_000));
        yield return Held("headers that never end", "POST /graphql HTTP/1.1\r\nHost: a"u8.ToArray());
        yield return new HeldAttack("sockets that say nothing", OpenSocketAsync, HeldOpen, "refused 429");
        yield return new HeldAttack("sockets of nobody", GreetAsync, HeldOpen, "refused 429");
    }

    private static HeldAttack Held(string name, byte[] request) => new(
        name,
        async (stranger, stop) =>
        {
            var connection = await stranger.ConnectAsync(stop);
            await connection.WriteAsync(request, stop);

            return (connection, HeldOpen);
        },
        HeldOpen);

    private static async Task<(IDisposable, string)> OpenSocketAsync(Client stranger, CancellationToken stop)
    {
        var socket = await stranger.ConnectSocketAsync(stop);

        return (socket, socket.State == WebSocketState.Open ? HeldOpen : socket.Farewell());
    }

    private static async Task<(IDisposable, string)> GreetAsync(Client stranger, CancellationToken stop)
    {
        var socket = await stranger.ConnectSocketAsync(stop);

        return (
            socket,
            socket.State == WebSocketState.Open && await socket.GreetAsync(token: null, stop)
                ? HeldOpen
                : socket.Farewell());
    }

    private static HttpAttack Post(string name, byte[] body, params string[] right) => new(name, _ => body, right);

    private static HttpAttack Query(string name, string query, params string[] right) =>
        Post(name, AttackScene.Json(query), right);

    private static byte[] Message(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(int times, Func<int, string> text) =>
        string.Concat(Enumerable.Range(0, times).Select(text));

    private static byte[] Fill(string head, string unit, string tail) =>
        Message($"{head}{string.Concat(Enumerable.Repeat(unit, (AlmostMax - head.Length) / unit.Length))}{tail}");

    private static byte[] Request(string headers, string body, int? length = null) => Encoding.Latin1.GetBytes(
        $"POST /graphql HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}"
        + $"Content-Type: application/json\r\nContent-Length: {length ?? body.Length}\r\n\r\n{body}");
}
