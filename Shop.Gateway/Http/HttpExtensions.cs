using System.IO.Compression;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Shop.ServiceDefaults.Startup;

namespace Shop.Gateway.Http;

internal static class HttpExtensions
{
    /// <summary>Bytes of a request's body: a hundred times what the largest order takes.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    // Beside WebSockets, which are bounded for themselves. A connection that waits for a request holds some 10 KiB.
    private const int MaxConnections = 20_000;

    // A body of 1 MiB may take four minutes; slower than that is no client, but one that holds a place.
    private static readonly MinDataRate MinRequestBodyDataRate = new(4096, TimeSpan.FromSeconds(5));

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<GraphQLOptions>(GraphQLOptions.Section);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Limits.MinRequestBodyDataRate = MinRequestBodyDataRate;
        });
        builder.Services.AddRateLimiter(static _ => { });
        builder.Services.ConfigureOptions<ConcurrencyLimits>();

        // Safe from BREACH: no response holds a secret of a user whose browser another site could drive, because the
        // access token is in no cookie.
        builder.Services.AddResponseCompression(static compression =>
        {
            compression.EnableForHttps = true;
            compression.MimeTypes =
                [.. ResponseCompressionDefaults.MimeTypes, "application/graphql-response+json", "application/graphql"];
        });
        builder.Services.Configure<BrotliCompressionProviderOptions>(
            static brotli => brotli.Level = CompressionLevel.Fastest);
        builder.Services.Configure<GzipCompressionProviderOptions>(
            static gzip => gzip.Level = CompressionLevel.Fastest);
    }
}
