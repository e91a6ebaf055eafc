using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Http;

/// <summary>A value that does not fit may be a password in the wrong place: no answer and no trace tells it.</summary>
public sealed class QuotedValueTests : IAsyncLifetime
{
    private const string Secret = "hunter2";

    private WebApplication? _app;

    public static TheoryData<string, string> Requests => new()
    {
        { "mutation { login(input: { name: \"a\", pasword: \"hunter2\" }) }", "null" },
        { "mutation { login(input: { name: \"a\", password: hunter2 }) }", "null" },
        { "mutation { login(input: { name: \"a\", password: [\"hunter2\"], }) }", "null" },
        { "mutation { login(input: { name: \"a\", password: { is: \"hunter2\" } }) }", "null" },
        { "mutation { login(input: \"hunter2\") }", "null" },
        { "mutation { login(input: { name: \"a\" password \"hunter2\" }) }", "null" },
        { "mutation { login(input: { name: \"a\", password: \"hunter2 }) }", "null" },
        { "mutation { login(input: { name: \"a\", password: \"\"\"hunter2 }) }", "null" },
        { "mutation { login(input: { name: \"a\" }, \"hunter2\") }", "null" },
        { "mutation { login(input: { name: \"a\", password: \"p\", kind: hunter2 }) }", "null" },
        { "mutation { login(input: { name: \"a\", password: \"p\", age: \"hunter2\" }) }", "null" },
        { "mutation($p: String = hunter2) { login(input: { name: \"a\", password: $p }) }", "null" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":"hunter2"}""" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":["hunter2"]}""" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":{"name":"a","pasword":"hunter2"}}""" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":{"name":"a","password":["hunter2"]}}""" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":{"name":"a","password":{"is":"hunter2"}}}""" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":{"name":"a","password":"p","kind":"hunter2"}}""" },
        { "mutation($i: Input!) { login(input: $i) }", """{"i":{"name":"a","password":"p","age":"hunter2"}}""" },
        { "{ hello }", "hunter2" },
        { "{ hello }", """{"a":"hunter2}""" },
    };

    public async ValueTask InitializeAsync() => _app = await GraphQLHost.StartAsync(
        builder => builder.AddTypeExtension<Login>().AddInstrumentation());

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    [Theory]
    [MemberData(nameof(Requests))]
    public async Task Neither_answers_nor_spans_quote_a_value(string query, string variables)
    {
        var statuses = new ConcurrentQueue<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "HotChocolate.Diagnostics",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity => statuses.Enqueue(
                $"{activity.DisplayName} {activity.StatusDescription} {string.Join(' ', activity.TagObjects)}"),
        };
        ActivitySource.AddActivityListener(listener);
        using var content = new StringContent(
            $"{{\"query\":{JsonSerializer.Serialize(query)},\"variables\":{variables}}}",
            mediaType: new("application/json"));

        using var response = await _app!.GetTestClient().PostAsync(
            new Uri("/graphql", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.StartsWith("{\"errors\":[{\"message\":", answer, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, answer, StringComparison.Ordinal);
        Assert.DoesNotContain(statuses, status => status.Contains(Secret, StringComparison.Ordinal));
    }

    internal enum Kind
    {
        Person,
        Company,
    }

    internal sealed record Input(string Name, string Password, Kind? Kind, int? Age);

    [ExtendObjectType(OperationTypeNames.Mutation)]
    internal sealed class Login
    {
        [GraphQLName("login")]
        public string LogIn(Input input) => input.Name;
    }
}
