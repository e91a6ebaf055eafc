using System.Net.Sockets;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>The status of a call whose transport failed (gRPC over HTTP/2, "Errors").</summary>
internal static class TransportErrors
{
    internal static Status ToStatus(string what, Exception exception)
    {
        var chain = Chain(exception).ToList();
        var protocol = chain.OfType<HttpProtocolException>().FirstOrDefault();
        var code = protocol is not null
            ? FromHttp2(protocol.ErrorCode)
            : chain.Exists(IsUnreachable) ? StatusCode.Unavailable : StatusCode.Internal;
        var description = string.Join(' ', chain.Select(each => $"{each.GetType().Name}: {each.Message}"));
        return new Status(code, $"{what} {description}", exception);
    }

    private static IEnumerable<Exception> Chain(Exception exception)
    {
        for (var each = exception; each is not null; each = each.InnerException)
        {
            yield return each;
        }
    }

    private static bool IsUnreachable(Exception exception) => exception switch
    {
        IOException or SocketException => true,
        HttpRequestException http => http.HttpRequestError
            is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError,
        _ => false,
    };

    private static StatusCode FromHttp2(long errorCode) => errorCode switch
    {
        0x7 => StatusCode.Unavailable, // REFUSED_STREAM
        0x8 => StatusCode.Cancelled, // CANCEL
        0xb => StatusCode.ResourceExhausted, // ENHANCE_YOUR_CALM
        0xc => StatusCode.PermissionDenied, // INADEQUATE_SECURITY
        _ => StatusCode.Internal,
    };
}
