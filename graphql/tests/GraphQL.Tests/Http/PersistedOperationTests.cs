using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HotChocolate.Execution.Configuration;
using HotChocolate.Language;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Http;

/// <summary>Automatic persisted queries by Apollo's protocol, and documents that were stored before.</summary>
public sealed class PersistedOperationTests : IDisposable
{
    private const string Document = "{ hello }";
    private const string Answer = """{"data":{"hello":"Hello, world!"}}""";

    private static readonly string Hash = Sha256(Document);

    private readonly string _folder = Directory.CreateTempSubdirectory("operations").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Stores_a_document_that_comes_with_its_hash_and_then_needs_the_hash_alone()
    {
        await using var app = await StartAsync(Automatic);

        Assert.Equal(
            (
                HttpStatusCode.BadRequest,
                """{"errors":[{"message":"PersistedQueryNotFound","extensions":{"code":"HC0020"}}]}"""),
            await PostAsync(app, ByHash(Hash)));
        Assert.Equal(
            $"{Answer[..^1]},\"extensions\":{{\"persistedQuery\":{{\"sha256Hash\":\"{Hash}\",\"persisted\":true}}}}}}",
            (await PostAsync(app, ByHash(Hash, Document))).Body);
        Assert.Equal((HttpStatusCode.OK, Answer), await PostAsync(app, ByHash(Hash)));

        var extensions = Uri.EscapeDataString($"{{\"persistedQuery\":{{\"version\":1,\"sha256Hash\":\"{Hash}\"}}}}");
        Assert.Equal(
            Answer,
            await app.GetTestClient().GetStringAsync(
                new Uri($"/graphql?extensions={extensions}", UriKind.Relative), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Stores_nothing_under_the_hash_of_another_document()
    {
        await using var app = await StartAsync(Automatic);

        var (_, body) = await PostAsync(app, ByHash(Hash, "{ __typename }"));
        var (status, _) = await PostAsync(app, ByHash(Hash));

        Assert.Contains($"\"expectedHashValue\":\"{Sha256("{ __typename }")}\"", body, StringComparison.Ordinal);
        Assert.Contains("\"persisted\":false", body, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Quotes_no_hash_that_is_none()
    {
        await using var app = await StartAsync(Automatic);
        var hash = new string('!', 1_000);

        var (status, body) = await PostAsync(app, ByHash(hash, "{ __typename }"));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("The hash of the document is malformed.", body, StringComparison.Ordinal);
        Assert.DoesNotContain("!!", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stores_nothing_that_is_not_valid()
    {
        await using var app = await StartAsync(Automatic);
        const string invalid = "{ unknown }";

        await PostAsync(app, ByHash(Sha256(invalid), invalid));
        var (_, body) = await PostAsync(app, ByHash(Sha256(invalid)));

        Assert.Contains("PersistedQueryNotFound", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forgets_documents_rather_than_growing_beyond_its_bound()
    {
        await using var app = await StartAsync(Automatic, maxRequestSize: 3_000_000);
        for (var i = 0; i < 20; i++)
        {
            var large = $"{{ hello }} #{i}{new string('x', 2_000_000)}";
            await PostAsync(app, ByHash(Sha256(large), large));
        }

        var kept = 0;
        for (var i = 0; i < 20; i++)
        {
            var (status, _) = await PostAsync(app, ByHash(Sha256($"{{ hello }} #{i}{new string('x', 2_000_000)}")));
            kept += status == HttpStatusCode.OK ? 1 : 0;
        }

        Assert.InRange(kept, 1, 8);
    }

    [Fact]
    public async Task Says_that_documents_are_not_stored_here()
    {
        await using var app = await StartAsync(_ => { });

        var (status, body) = await PostAsync(app, ByHash(Hash));

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("\"PersistedQueryNotSupported\"", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"id":"greeting"}""", HttpStatusCode.OK, Answer)]
    [InlineData("""{"documentId":"greeting"}""", HttpStatusCode.OK, Answer)]
    [InlineData("""{"id":"other"}""", HttpStatusCode.BadRequest, "The specified persisted operation key is invalid.")]
    [InlineData(
        """{"id":"../secret"}""", HttpStatusCode.BadRequest, "The specified persisted operation key is invalid.")]
    [InlineData("""{"query":"{ hello }"}""", HttpStatusCode.BadRequest, "Only persisted operations are allowed.")]
    [InlineData("""{"query":"{ hello }","id":"greeting"}""", HttpStatusCode.BadRequest, "HC0067")]
    public async Task Executes_nothing_but_what_was_stored_before(string body, HttpStatusCode status, string expected)
    {
        var operations = Directory.CreateDirectory(Path.Combine(_folder, "operations")).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(operations, "greeting.graphql"), Document, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            Path.Combine(_folder, "secret.graphql"), Document, TestContext.Current.CancellationToken);
        await using var app = await StartAsync(builder => builder
            .UsePersistedOperationPipeline().AddFileSystemOperationDocumentStorage(operations)
            .ModifyRequestOptions(options => options.PersistedOperations.OnlyAllowPersistedDocuments = true));

        var (actual, answer) = await PostAsync(app, body);

        Assert.Equal(status, actual);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
    }

    private static void Automatic(IRequestExecutorBuilder builder) => builder
        .AddSha256DocumentHashProvider(HashFormat.Hex)
        .UseAutomaticPersistedOperationPipeline()
        .AddInMemoryOperationDocumentStorage();

    private static Task<WebApplication> StartAsync(
        Action<IRequestExecutorBuilder> configure,
        int maxRequestSize = 10_000) => GraphQLHost.StartAsync(configure, maxRequestSize: maxRequestSize);

    private static string ByHash(string hash, string? query = null) => JsonSerializer.Serialize(new
    {
        query,
        extensions = new { persistedQuery = new { version = 1, sha256Hash = hash } },
    });

    private static async Task<(HttpStatusCode Status, string Body)> PostAsync(WebApplication app, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await app.GetTestClient().PostAsync(new Uri("/graphql", UriKind.Relative), content);

        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    private static string Sha256(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
