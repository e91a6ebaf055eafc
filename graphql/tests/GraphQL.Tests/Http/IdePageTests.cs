using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace GraphQL.Tests.Http;

public sealed class IdePageTests : IAsyncLifetime
{
    private WebApplication? _app;

    private HttpClient Client => _app!.GetTestClient();

    public async ValueTask InitializeAsync() => _app = await GraphQLHost.StartAsync(configureApp: app =>
    {
        app.UsePathBase("/prefix");
        app.UseRouting();
        app.MapNitroApp("/", relativeRequestPath: "graphql");
        app.MapNitroApp("/tools/ui", relativeRequestPath: "../../graphql");
        app.MapGraphQLHttp("/plain");
        app.MapGet("/{anything}", (string anything) => anything);
    });

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Theory]
    [InlineData("/", "/graphql", "/nitro/app.mjs")]
    [InlineData("/prefix", "/prefix/graphql", "/prefix/nitro/app.mjs")]
    [InlineData("/prefix/", "/prefix/graphql", "/prefix/nitro/app.mjs")]
    [InlineData("/graphql", "/graphql", "/graphql/nitro/app.mjs")]
    [InlineData("/graphql/", "/graphql", "/graphql/nitro/app.mjs")]
    [InlineData("/prefix/graphql", "/prefix/graphql", "/prefix/graphql/nitro/app.mjs")]
    [InlineData("/tools/ui", "/graphql", "/tools/ui/nitro/app.mjs")]
    public async Task Finds_its_files_and_its_endpoint_wherever_it_is(string path, string endpoint, string script)
    {
        var page = await GetAsync(path);
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var at = new Uri(Client.BaseAddress!, path);
        var found = new Uri(at, Regex.Match(html, "data-endpoint=\"([^\"]*)\"").Groups[1].Value);
        var app = new Uri(at, Regex.Match(html, "src=\"([^\"]*)\"").Groups[1].Value);

        Assert.Equal("text/html; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        Assert.Equal(endpoint, found.AbsolutePath.TrimEnd('/'));
        Assert.Equal(script, app.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(app.AbsolutePath)).StatusCode);
    }

    [Fact]
    public async Task Serves_every_file_that_it_refers_to_and_refers_to_nothing_elsewhere()
    {
        var open = new Queue<string>(["/"]);
        var seen = new HashSet<string>(open);
        while (open.TryDequeue(out var path))
        {
            var response = await GetAsync(path);
            var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("no-referrer", response.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal(TypeOf(path), response.Content.Headers.ContentType!.MediaType);
            // The name of a vocabulary and that of a scheme are no addresses.
            Assert.DoesNotMatch("https?:|[\"'(]//", Regex.Replace(text, "http://www.w3.org/2000/svg|'https:' \\?", ""));
            Assert.DoesNotContain("innerHTML", text, StringComparison.Ordinal);
            foreach (Match reference in Regex.Matches(text, "(?:src=|href=|from )[\"'](\\./[^\"']+)[\"']"))
            {
                var next = new Uri(new Uri(Client.BaseAddress!, path), reference.Groups[1].Value).AbsolutePath;
                if (seen.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }

        Assert.Equal(HotChocolate.AspNetCore.IdeFiles.All.Count, seen.Count);
    }

    [Fact]
    public async Task Lets_the_browser_run_its_own_files_alone()
    {
        var page = await GetAsync("/");
        var policy = page.Headers.GetValues("Content-Security-Policy").Single();
        var html = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(
            "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
            policy);
        Assert.DoesNotMatch("<style|style=|<script(?! type=\"module\" src=)| on[a-z]+=", html);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nitro/app.mjs")]
    public async Task Is_sent_once_as_long_as_it_is_the_same(string path)
    {
        var first = await GetAsync(path);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.True(first.Headers.CacheControl!.NoCache);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/other", HttpStatusCode.OK)]
    [InlineData("/nitro", HttpStatusCode.OK)]
    [InlineData("/nitro/other.mjs", HttpStatusCode.NotFound)]
    [InlineData("/nitro/ide.html", HttpStatusCode.NotFound)]
    [InlineData("/nitro/..%2Fapp.mjs", HttpStatusCode.NotFound)]
    [InlineData("/plain/nitro/app.mjs", HttpStatusCode.NotFound)]
    public async Task Leaves_other_paths_alone(string path, HttpStatusCode expected) =>
        Assert.Equal(expected, (await GetAsync(path)).StatusCode);

    private static string TypeOf(string path) => System.IO.Path.GetExtension(path) switch
    {
        ".mjs" => "text/javascript",
        ".css" => "text/css",
        ".svg" => "image/svg+xml",
        _ => "text/html",
    };

    private async Task<HttpResponseMessage> GetAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html, */*;q=0.8");

        return await Client.SendAsync(request);
    }
}
