using GraphQL.Tests.Execution;
using HotChocolate;
using HotChocolate.Types;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Types;

public sealed class ScalarTests
{
    private const string Id = "0198c1d2-0000-7000-8000-0123456789ab";

    [Fact]
    public async Task Writes_every_clr_type_as_its_scalar()
    {
        var json = await RunAsync(
            "{ id uuid int long short float single decimal boolean "
            + "dateTime offset local date none mood moods ints }");

        Assert.Equal(
            $$$"""{"data":{"id":"{{{Id}}}","uuid":"{{{Id}}}","int":-2147483648,"long":9223372036854775807"""
            + ""","short":-5,"float":0.1,"single":1.5,"decimal":12.340,"boolean":true"""
            + ""","dateTime":"2026-01-02T03:04:05.678Z","offset":"2026-01-02T03:04:05+02:00","""
            + "\"local\":\"2026-01-02T03:04:05Z\",\"date\":\"2026-01-02\",\"none\":null"
            + ""","mood":"VERY_HUNGRY","moods":["CALM",null],"ints":[1,2]}}""",
            json);
    }

    [Fact]
    public async Task A_number_that_is_none_and_an_unknown_enum_value_are_errors() => Assert.Equal(
        """{"data":{"notANumber":null,"unknownMood":null},"errors":["""
        + """{"message":"Unexpected Execution Error","locations":[{"line":1,"column":3}],"path":["notANumber"]},"""
        + """{"message":"Unexpected Execution Error","locations":[{"line":1,"column":14}],"path":["unknownMood"]}]}""",
        await RunAsync("{ notANumber unknownMood }"));

    [Theory]
    [InlineData("uuid", "UUID!", "\"0198C1D2-0000-7000-8000-0123456789AB\"", $"\"{Id}\"")]
    [InlineData("guidById", "ID!", $"\"{Id}\"", $"\"{Id}\"")]
    [InlineData("int", "Int!", "-7", "-7")]
    [InlineData("long", "Long!", "9007199254740993", "9007199254740993")]
    [InlineData("short", "Short!", "32767", "32767")]
    [InlineData("float", "Float!", "2", "2")]
    [InlineData("decimal", "Decimal!", "0.10", "0.10")]
    [InlineData("dateTime", "DateTime!", "\"2026-01-02T03:04:05.5+02:00\"", "\"2026-01-02T01:04:05.5Z\"")]
    [InlineData("date", "LocalDate!", "\"2026-02-28\"", "\"2026-02-28\"")]
    [InlineData("ids", "[ID!]!", "[\"a\", 2]", "[\"a\",\"2\"]")]
    public async Task Reads_literals_and_variables_alike(string field, string type, string input, string output)
    {
        var executor = await CreateAsync();
        var value = System.Text.Json.Nodes.JsonNode.Parse(input);

        var literal = await executor.RunAsync($"{{ echo {{ {field}(value: {input}) }} }}");
        var variable = await executor.RunAsync(
            $"query($v: {type}) {{ echo {{ {field}(value: $v) }} }}",
            new Dictionary<string, object?> { ["v"] = value });

        Assert.Equal($$$$"""{"data":{"echo":{"{{{{field}}}}":{{{{output}}}}}}}""", literal);
        Assert.Equal(literal, variable);
    }

    [Theory]
    [InlineData("uuid", "UUID!", "\"1234\"")]
    [InlineData("guidById", "ID!", "\"1234\"")]
    [InlineData("int", "Int!", "2147483648")]
    [InlineData("int", "Int!", "1.5")]
    [InlineData("int", "Int!", "\"1\"")]
    [InlineData("long", "Long!", "9223372036854775808")]
    [InlineData("short", "Short!", "40000")]
    [InlineData("float", "Float!", "1e999")]
    [InlineData("decimal", "Decimal!", "1e99")]
    [InlineData("dateTime", "DateTime!", "\"2026-01-02T03:04:05\"")]
    [InlineData("dateTime", "DateTime!", "\"2026-13-02T03:04:05Z\"")]
    [InlineData("dateTime", "DateTime!", "\"2026-01-02T03:04:05+0200\"")]
    [InlineData("dateTime", "DateTime!", "\"2026-01-02T03:04:05+2:00\"")]
    [InlineData("date", "LocalDate!", "\"2026-02-30\"")]
    public async Task Refuses_what_a_type_cannot_hold(string field, string type, string input)
    {
        var executor = await CreateAsync();
        var value = System.Text.Json.Nodes.JsonNode.Parse(input);

        var literal = await executor.RunAsync($"{{ echo {{ {field}(value: {input}) }} }}");
        var variable = await executor.RunAsync(
            $"query($v: {type}) {{ echo {{ {field}(value: $v) }} }}",
            new Dictionary<string, object?> { ["v"] = value });

        Assert.Contains("\"errors\"", literal, StringComparison.Ordinal);
        Assert.Contains("\"errors\"", variable, StringComparison.Ordinal);
        Assert.DoesNotContain("Unexpected", literal + variable, StringComparison.Ordinal);
    }

    private static Task<HotChocolate.Execution.IRequestExecutor> CreateAsync() =>
        Executors.CreateAsync(builder => builder.AddQueryType<Query>());

    private static async Task<string> RunAsync(string document) => await (await CreateAsync()).RunAsync(document);

    internal enum Mood
    {
        Calm,
        VeryHungry,
    }

    internal sealed class Query
    {
        [GraphQLType<NonNullType<IdType>>]
        public Guid Id => new(ScalarTests.Id);

        public Guid Uuid => new(ScalarTests.Id);

        public int Int => int.MinValue;

        public long Long => long.MaxValue;

        public short Short => -5;

        public double Float => 0.1;

        public float Single => 1.5f;

        public decimal Decimal => 12.340m;

        public bool Boolean => true;

        public DateTime DateTime => new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);

        public DateTimeOffset Offset => new(2026, 1, 2, 3, 4, 5, TimeSpan.FromHours(2));

        public DateTimeOffset Local => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        public DateOnly Date => new(2026, 1, 2);

        public int? None => null;

        public Mood? Mood => ScalarTests.Mood.VeryHungry;

        public IEnumerable<Mood?> Moods => [ScalarTests.Mood.Calm, null];

        public int[] Ints => [1, 2];

        public double? NotANumber => double.NaN;

        public Mood? UnknownMood => (Mood)9;

        public Echo Echo => new();
    }

    internal sealed class Echo
    {
        public Guid Uuid(Guid value) => value;

        [GraphQLType<IdType>]
        public Guid GuidById([GraphQLType<NonNullType<IdType>>] Guid value) => value;

        public int Int(int value) => value;

        public long Long(long value) => value;

        public short Short(short value) => value;

        public double Float(double value) => value;

        public decimal Decimal(decimal value) => value;

        public DateTime DateTime(DateTime value) => value;

        public DateOnly Date(DateOnly value) => value;

        [GraphQLType<ListType<IdType>>]
        public List<string> Ids([GraphQLType<NonNullType<ListType<NonNullType<IdType>>>>] List<string> value) => value;
    }
}
