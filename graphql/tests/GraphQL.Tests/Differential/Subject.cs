using System.Text;
using System.Text.Json;
using GraphQL.Tests.Execution;
using GraphQL.Tests.Validation;
using HotChocolate;
using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using HotChocolate.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Differential;

/// <summary>A schema with which both implementations answer requests.</summary>
/// <param name="Schema">What documents are written for.</param>
/// <param name="Sdl">The same in the definition language.</param>
/// <param name="Root">The module of the root values; null where documents are validated only.</param>
/// <param name="AnswerAsync">Our answer as JSON.</param>
internal sealed record Subject(Schema Schema, string Sdl, string? Root, Func<Case, Task<string>> AnswerAsync)
{
    public static async Task<IReadOnlyList<Subject>> CreateAllAsync() =>
    [
        Validated(),
        await ExecutedAsync(
            "kitchen.mjs",
            builder => builder
                .AddQueryType<Zoo.Query>().AddMutationType<Zoo.Mutation>().AddTypeExtension<Kitchen.Query>()
                .AddType<Zoo.Lion>().AddType<Zoo.Snake>().AddType<Kitchen.Tin>().AddType<Kitchen.Kettle>()),
        await ExecutedAsync(
            "store.mjs", builder => builder.AddQueryType<Store.Query>().AddMutationType<Store.Mutation>()),
    ];

    private static Subject Validated()
    {
        var schema = ValidationSchema.Build();
        var options = new RequestParserOptions();
        Widen(options);

        return new Subject(
            schema, ValidationSchema.Sdl, null, test => Task.FromResult(Validate(schema, test.Document, options)));
    }

    private static async Task<Subject> ExecutedAsync(string root, Action<IRequestExecutorBuilder> configure)
    {
        var executor = await Executors.CreateAsync(
            builder => configure(builder.ModifyParserOptions(Widen)
                .SetIntrospectionAllowedDepth(ushort.MaxValue, ushort.MaxValue)
                .AddCostAnalyzer().ModifyCostOptions(options => options.EnforceCostLimits = false)),
            services => services.AddScoped<Zoo.Counter>());

        return new Subject(
            ((RequestExecutor)executor).Schema,
            executor.Schema.ToString()!,
            root,
            test => ExecuteAsync(executor, test));
    }

    private static async Task<string> ExecuteAsync(IRequestExecutor executor, Case test)
    {
        var request = OperationRequestBuilder.New().SetDocument(test.Document).SetOperationName(test.OperationName)
            .SetVariableValues(test.Variables.ToDictionary(pair => pair.Key, pair => (object?)pair.Value)).Build();
        await using var result = await executor.ExecuteAsync(request).WaitAsync(TimeSpan.FromSeconds(30));

        return result.ToJson();
    }

    // The reference implementation has no such limits.
    private static void Widen(RequestParserOptions options) =>
        (options.MaxAllowedFields, options.MaxAllowedDirectives) = (int.MaxValue, int.MaxValue);

    private static string Validate(Schema schema, string text, RequestParserOptions options)
    {
        try
        {
            var document = Parser.Parse(Encoding.UTF8.GetBytes(text), options);

            return ToJson("request", DocumentValidator.Validate(schema, document));
        }
        catch (SyntaxException error)
        {
            return ToJson("syntax", [ErrorBuilder.New().SetMessage(error.Message).AddLocation(error.Location).Build()]);
        }
    }

    private static string ToJson(string phase, IReadOnlyList<IError> errors) => JsonSerializer.Serialize(
        new { phase, errors = errors.Select(error => new { error.Message, error.Locations }) },
        JsonSerializerOptions.Web);
}
