using System.Text.Json;
using Google.Protobuf;
using Grpc.Tests.Echo;
using PeerProcesses;

namespace Grpc.Tests.Peers;

/// <summary>A call for a peer's client to make.</summary>
internal sealed record PeerCall(
    string Path,
    string Message = "",
    Dictionary<string, string>? Metadata = null,
    int? DeadlineMs = null,
    bool CancelAtHeaders = false,
    bool Gzip = false)
{
    internal static PeerCall Echo(string text, params (string Key, string Value)[] metadata) => new(
        "/echo.v1.EchoService/Echo",
        Convert.ToBase64String(new EchoMessage { Text = text }.ToByteArray()),
        metadata.ToDictionary(entry => entry.Key, entry => entry.Value));
}

/// <summary>What a peer's client saw of a call.</summary>
internal sealed record PeerOutcome(
    int Code,
    string Details,
    string[] Messages,
    Dictionary<string, string> Headers,
    Dictionary<string, string> Trailers)
{
    internal IEnumerable<string> Texts =>
        Messages.Select(message => EchoMessage.Parser.ParseFrom(Convert.FromBase64String(message)).Text);
}

/// <summary>The clients of grpc-js and grpcio.</summary>
internal static class PeerClient
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    internal static Task<PeerOutcome[]> NodeAsync(Uri address, params PeerCall[] calls) =>
        CallAsync(input => Peer.NodeAsync("grpc-client.mjs", input), address, calls);

    internal static Task<PeerOutcome[]> PythonAsync(Uri address, params PeerCall[] calls) =>
        CallAsync(input => Peer.PythonAsync("grpc-client.py", input), address, calls);

    private static async Task<PeerOutcome[]> CallAsync(
        Func<string, Task<string>> run, Uri address, PeerCall[] calls)
    {
        var output = await run(JsonSerializer.Serialize(new { address = address.Authority, calls }, Json));
        return JsonSerializer.Deserialize<PeerOutcome[]>(output, Json)!;
    }
}
