using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>A call under way, whatever its messages.</summary>
internal interface IGrpcCall : IDisposable
{
    Task<Metadata> GetResponseHeadersAsync();

    Status GetStatus();

    Metadata GetTrailers();
}
