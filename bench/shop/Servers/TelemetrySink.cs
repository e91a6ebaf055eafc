namespace Shop.Bench.Shop.Servers;

/// <summary>Takes what is exported over OTLP (gRPC) and throws it away.</summary>
internal static class TelemetrySink
{
    public const string Kind = "sink";

    // https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md: not compressed, a message of no bytes.
    private static readonly byte[] EmptyMessage = new byte[5];

    public static void Map(WebApplication app) => app.MapPost("{**path}", AnswerAsync);

    private static async Task AnswerAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(EmptyMessage);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}
