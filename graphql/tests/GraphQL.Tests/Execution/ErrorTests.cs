using System.Diagnostics;
using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

public sealed class ErrorTests
{
    [Fact]
    public void An_error_of_an_exception_does_not_tell_of_it()
    {
        var exception = new InvalidOperationException("secret");

        var error = ErrorBuilder.FromException(exception).SetCode("GONE").SetCode("").Build();

        Assert.Equal(("Unexpected Execution Error", null), (error.Message, error.Code));
        Assert.Same(exception, error.Exception);
        Assert.Null(error.Extensions);
    }

    [Fact]
    public async Task Hides_what_was_not_meant_for_clients()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>());

        Assert.Equal(
            """{"data":{"fail":null},"errors":["""
            + """{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["fail"]}]}""",
            await executor.RunAsync("{ fail }"));
    }

    [Fact]
    public async Task Tells_exceptions_in_development_only()
    {
        var executor = await Executors.CreateAsync(
            builder => builder.AddQueryType<Query>()
                .ModifyRequestOptions(options => options.IncludeExceptionDetails = true));

        Assert.Contains("\"message\":\"A secret.\"", await executor.RunAsync("{ fail }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_the_errors_of_a_resolver_as_they_are()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>());

        Assert.Equal(
            """{"data":{"x":null},"errors":[{"message":"Sold out.","locations":[{"line":1,"column":3}],"path":["x"]"""
            + ""","extensions":{"code":"OUT_OF_STOCK","left":2}}]}""",
            await executor.RunAsync("{ x: refuse }"));
    }

    [Fact]
    public async Task Filters_rewrite_errors_in_turn()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>()
            .AddErrorFilter<SecretFilter>()
            .AddErrorFilter(error => ErrorBuilder.FromError(error).SetMessage($"{error.Message}!").Build()));

        Assert.Contains(
            """{"message":"From a filter.!","locations":[{"line":1,"column":3}],"path":["fail"]"""
            + ""","extensions":{"code":"FILTERED"}}""",
            await executor.RunAsync("{ fail }"),
            StringComparison.Ordinal);
        Assert.Contains("!\",\"locations\"", await executor.RunAsync("{ y }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_filter_that_fails_tells_nothing()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>()
            .AddErrorFilter(_ => throw new InvalidOperationException("A secret.")));

        Assert.Equal(
            """{"data":{"refuse":null},"errors":[{"message":"Unexpected Execution Error","path":["refuse"]}]}""",
            await executor.RunAsync("{ refuse }"));
    }

    [Fact]
    public async Task Ends_operations_that_take_too_long()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>()
            .ModifyRequestOptions(options => options.ExecutionTimeout = TimeSpan.FromMilliseconds(50)));
        var started = Stopwatch.GetTimestamp();

        var json = await executor.RunAsync("{ forever }");

        Assert.Contains("\"code\":\"HC0045\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("data", json, StringComparison.Ordinal);
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Refuses_operations_that_are_too_deep_and_introspection_where_it_is_off()
    {
        var executor = await Executors.CreateAsync(
            builder => builder.AddQueryType<Query>().AddMaxExecutionDepthRule(2).DisableIntrospection());

        Assert.Equal("""{"data":{"self":{"name":"q"}}}""", await executor.RunAsync("{ self { name } }"));
        Assert.Contains("depth of 3", await executor.RunAsync("{ self { self { name } } }"), StringComparison.Ordinal);
        Assert.Contains("HC0046", await executor.RunAsync("{ __schema { description } }"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Traces_one_span_for_each_operation()
    {
        var names = new List<string>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "HotChocolate.Diagnostics",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                lock (names)
                {
                    names.Add(
                        $"{activity.DisplayName} {activity.GetTagItem("graphql.operation.type")} {activity.Status}");
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>().AddInstrumentation());
        var silent = await Executors.CreateAsync(builder => builder.AddQueryType<Query>());

        await silent.RunAsync("query TracedNot { name }");
        await executor.RunAsync("query TracedWell { name }");
        await executor.RunAsync("query TracedBadly { fail }");

        Assert.Equal(
            ["query TracedWell query Unset", "query TracedBadly query Error"],
            names.Where(name => name.Contains("Traced", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_broken_schema_names_the_member()
    {
        var unknown = await Assert.ThrowsAsync<SchemaException>(
            () => Executors.CreateAsync(builder => builder.AddQueryType<Query>().AddTypeExtension<Lost>()));
        var untyped = await Assert.ThrowsAsync<SchemaException>(
            () => Executors.CreateAsync(builder => builder.AddQueryType<Untyped>()));

        Assert.Contains("Lost", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("Untyped.Anything", untyped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_every_place_of_a_field_that_failed_but_no_more_than_twenty()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Query>());

        var twice = await executor.RunAsync("{ fail fail }");
        var often = await executor.RunAsync($"{{ {string.Concat(Enumerable.Repeat("fail ", 30))} }}");

        Assert.Contains("""[{"line":1,"column":3},{"line":1,"column":8}]""", twice, StringComparison.Ordinal);
        Assert.Equal(20, often.Split("\"column\"").Length - 1);
    }

    internal sealed class Query
    {
        public string Name => "q";

        public Query Self => this;

        public string? Fail() => throw new InvalidOperationException("A secret.");

        public string? Refuse() => throw new GraphQLException(
            ErrorBuilder.New().SetMessage("Sold out.").SetCode("OUT_OF_STOCK").SetExtension("left", 2).Build());

        public async Task<string?> ForeverAsync(CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);

            return null;
        }
    }

    [ExtendObjectType("Qurey")]
    internal sealed class Lost
    {
        public string Name => "";
    }

    internal sealed class Untyped
    {
        public object Anything => "";
    }

    internal sealed class SecretFilter : IErrorFilter
    {
        public IError OnError(IError error) => error.Exception is InvalidOperationException
            ? ErrorBuilder.FromError(error).SetMessage("From a filter.").SetCode("FILTERED").SetException(null).Build()
            : error;
    }
}
