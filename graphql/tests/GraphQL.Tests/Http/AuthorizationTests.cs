using System.Net.Http.Json;
using System.Security.Claims;
using HotChocolate;
using HotChocolate.Authorization;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Http;

public sealed class AuthorizationTests
{
    private const string Denied = """
        "message":"The current user is not authorized to access this resource."
        """;

    [Theory]
    [InlineData(null, "me", "AUTH_NOT_AUTHENTICATED")]
    [InlineData("Ann", "me", null)]
    [InlineData(null, "admin", "AUTH_NOT_AUTHENTICATED")]
    [InlineData("Ann", "admin", "AUTH_NOT_AUTHORIZED")]
    [InlineData("Root", "admin", null)]
    [InlineData("Ann", "policy", "AUTH_NOT_AUTHORIZED")]
    [InlineData("Root", "policy", null)]
    [InlineData("Ann", "secrets { text }", "AUTH_NOT_AUTHORIZED")]
    [InlineData("Root", "secrets { text }", null)]
    [InlineData(null, "open { text }", null)]
    public async Task Gives_a_field_to_whom_its_rules_allow(string? user, string field, string? code)
    {
        await using var app = await StartAsync(user);

        using var response = await app.GetTestClient().PostAsJsonAsync(
            "/graphql", new { query = $"{{ {field} }}" }, cancellationToken: TestContext.Current.CancellationToken);
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal(code is not null, body.Contains(Denied, StringComparison.Ordinal));
        Assert.Equal(
            code is not null, body.Contains($"\"extensions\":{{\"code\":\"{code}\"}}", StringComparison.Ordinal));
        Assert.Equal(code is not null, body.Contains("null", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guarded_schema_without_authorization_is_refused()
    {
        var error = await Assert.ThrowsAsync<SchemaException>(
            () => Execution.Executors.CreateAsync(builder => builder.AddQueryType<Guarded>()));

        Assert.Contains("Guarded.Me", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guarded_type_behind_a_union_is_refused() => await Assert.ThrowsAsync<SchemaException>(
        () => Execution.Executors.CreateAsync(
            builder => builder.AddQueryType<Loose>().AddType<Inside>().AddAuthorization()));

    private static Task<WebApplication> StartAsync(string? user) => GraphQLHost.StartAsync(
        builder => builder.AddTypeExtension<Guarded>().AddAuthorization(
            options => options.AddPolicy("root", policy => policy.RequireUserName("Root"))),
        configureApp: app => app.Use((context, next) =>
        {
            Claim[] claims = user is null ? [] :
                [new(ClaimTypes.Name, user), new(ClaimTypes.Role, user == "Root" ? "admin" : "customer")];
            context.User = new ClaimsPrincipal(new ClaimsIdentity(claims, user is null ? null : "test"));

            return next(context);
        }));

    [ExtendObjectType(OperationTypeNames.Query)]
    internal sealed class Guarded
    {
        [Authorize]
        public string? Me(ClaimsPrincipal user) => user.Identity!.Name;

        [Authorize(Roles = ["admin", "owner"])]
        public string? Admin => "yes";

        [Authorize("root")]
        public string? Policy => "yes";

        public IReadOnlyList<Secret>? Secrets => [new("a")];

        [AllowAnonymous]
        public Secret? Open => new("b");
    }

    [Authorize(Policy = "root")]
    internal sealed record Secret(string Text);

    [UnionType("Anything")]
    internal interface IAnything;

    [Authorize]
    internal sealed record Inside(string Text) : IAnything;

    internal sealed class Loose
    {
        public IAnything? Anything => null;
    }
}
