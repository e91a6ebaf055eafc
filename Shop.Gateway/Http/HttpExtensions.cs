using System.IO.Compression;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Startup;

namespace Shop.Gateway.Http;

internal static class HttpExtensions
{
    /// <summary>Bytes of a request's body: a hundred times what the largest order takes.</summary>
    public const int MaxRequestBytes = 1024 * 1024;

    // Beside WebSockets, which are bounded for themselves. A connection that waits for a request holds some 10 KiB.
    private const int MaxConnections = 20_000;

    // Slower than that is no client, but one that holds a place.
    private static readonly MinDataRate MinDataRate = new(4096, TimeSpan.FromSeconds(5));

    public static void AddHttp(this WebApplicationBuilder builder)
    {
        builder.AddValidatedOptions<GraphQLOptions>(GraphQLOptions.Section);
        builder.WebHost.ConfigureKestrel(static kestrel =>
        {
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
            kestrel.Limits.MaxRequestBodySize = MaxRequestBytes;
            kestrel.Limits.MinRequestBodyDataRate = MinDataRate;
            kestrel.Limits.MinResponseDataRate = MinDataRate;
        });
        builder.Services.AddSingleton(static services => new ClientLimits(
            services.GetRequiredService<IOptions<GraphQLOptions>>().Value));
        builder.Services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<GraphQLOptions>>(Believe);

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

    /// <summary>Believes what the known proxies say of where a request comes from.</summary>
    public static void UseKnownProxies(this WebApplication app)
    {
        // Without any, whatever else may have configured the middleware must not make it run twice.
        if (app.Services.GetRequiredService<IOptions<GraphQLOptions>>().Value.KnownProxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }
    }

    private static void Believe(ForwardedHeadersOptions headers, IOptions<GraphQLOptions> options)
    {
        if (options.Value.KnownProxies.Count > 0)
        {
            headers.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            headers.ForwardLimit = null;
            headers.KnownProxies.Clear();
            headers.KnownIPNetworks.Clear();
            foreach (var proxy in options.Value.KnownProxies)
            {
                headers.KnownIPNetworks.Add(GraphQLOptions.NetworkOf(proxy)!.Value);
            }
        }
    }
}
