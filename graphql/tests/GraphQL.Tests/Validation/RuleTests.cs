using System.Text;
using GraphQL.Tests.Differential;
using GraphQL.Tests.Execution;
using HotChocolate;
using HotChocolate.Execution.Options;
using HotChocolate.Language;
using HotChocolate.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Validation;

/// <summary>
/// Every rule of the specification's section 5, edition of September 2025: a document that keeps it and one that breaks
/// it, in which ^ stands before each place of the errors.
/// </summary>
public sealed class RuleTests
{
    private static readonly Schema Schema = ValidationSchema.Build();

    public static TheoryData<string, string, string> Rules => new()
    {
        {
            "5.2.2.1 Operation Name Uniqueness",
            "query a { dog { name } } query b { cat { name } }",
            "query ^a { dog { name } } query ^a { cat { name } }"
        },
        { "5.2.3.1 Lone Anonymous Operation", "{ dog { name } }", "^{ dog { name } } query a { dog { name } }" },
        {
            "5.2.4.1 Single Root Field",
            "subscription { barked { name } }",
            "subscription { barked { name } ^meowed { name } }"
        },
        {
            "5.2.4.1 without conditions",
            "subscription { barked { name @skip(if: true) } }",
            "subscription { barked ^@skip(if: false) { name } }"
        },
        { "5.2.4.1 without introspection", "subscription { barked { __typename } }", "subscription { ^__typename }" },
        { "5.3.1 Field Selections", "{ dog { name __typename } __schema { description } }", "{ dog { ^meows } }" },
        { "5.3.2 Field Selection Merging", "{ dog { name name x: nickname } }", "{ dog { ^x: name ^x: nickname } }" },
        {
            "5.3.2 of arguments",
            "{ dog { isAt(x: 1, y: 2) isAt(y: 2, x: 1) } }",
            "{ dog { ^isAt(x: 1) ^isAt(x: 2) } }"
        },
        {
            "5.3.2 of shapes",
            "{ pet { ... on Dog { x: barks } ... on Cat { x: meows } } }",
            "{ pet { ... on Dog { ^volume } ... on Cat { ^volume } } }"
        },
        {
            "5.3.2 of subfields",
            "{ dog { owner { name } owner { name } } }",
            "{ dog { ^owner { ^x: name } ^owner { ^x: pets { name } } } }"
        },
        { "5.3.3 Leaf Field Selections", "{ dog { name } }", "{ dog { name ^{ first } } }" },
        { "5.3.3 of composite types", "{ dog { owner { name } } }", "{ dog { ^owner } }" },
        { "5.4.1 Argument Names", "{ dog { name(surname: true) } }", "{ dog { name(^first: true) } }" },
        {
            "5.4.1 of directives",
            "{ dog @skip(if: true) { name } }",
            "{ dog @skip(if: true, ^unless: true) { name } }"
        },
        { "5.4.2 Argument Uniqueness", "{ dog { isAt(x: 1, y: 1) } }", "{ dog { isAt(^x: 1, ^x: 1) } }" },
        { "5.4.3 Required Arguments", "{ needs(a: 1, b: 2) }", "{ ^needs(a: 1) }" },
        { "5.4.3 of directives", "{ dog { name @again(times: 1) } }", "{ dog { name ^@again } }" },
        {
            "5.5.1.1 Fragment Name Uniqueness",
            "{ dog { ...F } } fragment F on Dog { name }",
            "{ dog { ...F } } fragment ^F on Dog { name } fragment ^F on Dog { name }"
        },
        {
            "5.5.1.2 Fragment Spread Type Existence",
            "{ dog { ... on Pet { name } } }",
            "{ dog { ... on ^Wolf { name } } }"
        },
        {
            "5.5.1.3 Fragments on Object, Interface or Union Types",
            "{ pet { ... on CatOrDog { __typename } } }",
            "{ dog { ... on ^Int { name } } }"
        },
        {
            "5.5.1.4 Fragments Must Be Used",
            "{ dog { ...F } } fragment F on Dog { name }",
            "{ dog { name } } ^fragment F on Dog { name }"
        },
        {
            "5.5.2.1 Fragment Spread Target Defined",
            "{ dog { ...F } } fragment F on Dog { name }",
            "{ dog { ...^F } }"
        },
        {
            "5.5.2.2 Fragment Spreads Must Not Form Cycles",
            "{ dog { ...F } } fragment F on Dog { ...G } fragment G on Pet { name }",
            "{ dog { ...F } } fragment F on Dog { owner { pets { ^...F } } }"
        },
        {
            "5.5.2.3.1 Object Spreads in Object Scope",
            "{ dog { ... on Dog { name } } }",
            "{ dog { ^... on Cat { name } } }"
        },
        {
            "5.5.2.3.2 Abstract Spreads in Object Scope",
            "{ dog { ... on CatOrDog { __typename } } }",
            "{ human(id: 1) { ^... on Pet { name } } }"
        },
        {
            "5.5.2.3.3 Object Spreads in Abstract Scope",
            "{ pet { ... on Dog { name } } }",
            "{ pet { ^... on Human { name } } }"
        },
        {
            "5.5.2.3.4 Abstract Spreads in Abstract Scope",
            "{ pet { ... on Being { name } } }",
            "{ __schema { types { ^... on Pet { name } } } }"
        },
        {
            "5.6.1 Values of Correct Type",
            "{ floats(a: 1) ids(id: 1) ints(list: 1) }",
            "{ floats(a: ^\"1\") ids(id: ^1.5) ints(list: [1, ^null]) }"
        },
        {
            "5.6.1 of OneOf input objects",
            "{ find(choice: { id: 1 }) { name } }",
            "{ find(choice: ^{ id: 1, name: \"a\" }) { name } }"
        },
        { "5.6.1 of defaults", "query($v: Float = 1) { floats(a: $v) }", "query($v: Float = ^true) { floats(a: $v) }" },
        {
            "5.6.2 Input Object Field Names",
            "{ find(filter: { required: true }) { name } }",
            "{ find(filter: { required: true, ^other: 1 }) { name } }"
        },
        {
            "5.6.3 Input Object Field Uniqueness",
            "{ find(filter: { required: true }) { name } }",
            "{ find(filter: { ^required: true, ^required: true }) { name } }"
        },
        {
            "5.6.4 Input Object Required Fields",
            "{ find(filter: { required: true }) { name } }",
            "{ find(filter: ^{ text: \"a\" }) { name } }"
        },
        { "5.7.1 Directives Are Defined", "{ dog @onField { name } }", "{ dog ^@nowhere { name } }" },
        { "5.7.2 Directives Are in Valid Locations", "query @onQuery { dog { name } }", "{ dog ^@onQuery { name } }" },
        {
            "5.7.3 Directives Are Unique per Location",
            "{ dog @again(times: 1) @again(times: 2) { name } }",
            "{ dog ^@onField ^@onField { name } }"
        },
        {
            "5.8.1 Variable Uniqueness",
            "query($v: Int!) { ints(list: [$v]) }",
            "query($^v: Int!, $^v: Int!) { ints(list: [$v]) }"
        },
        {
            "5.8.2 Variables Are Input Types",
            "query($v: Filter) { find(filter: $v) { name } }",
            "query(^$v: ^Dog) { find(filter: ^$v) { name } }"
        },
        { "5.8.3 All Variable Uses Defined", "query($v: Float) { floats(a: $v) }", "^query { floats(a: ^$v) }" },
        {
            "5.8.4 All Variables Used",
            "query($v: Float) { ...F } fragment F on Query { floats(a: $v) }",
            "query(^$v: Float) { floats(a: 1) }"
        },
        {
            "5.8.5 All Variable Usages Are Allowed",
            "query($v: Int = 1) { needs(a: $v, b: 2) }",
            "query(^$v: Int) { needs(a: ^$v, b: 2) }"
        },
        {
            "5.8.5 of OneOf input objects",
            "query($v: ID!) { find(choice: { id: $v }) { name } }",
            "query(^$v: ID) { find(choice: { id: ^$v }) { name } }"
        },
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void Keeps_the_rule(string rule, string valid, string invalid)
    {
        var marked = invalid.Split('^');
        var expected = marked.SkipLast(1).Select((_, i) => marked.Take(i + 1).Sum(part => part.Length) + 1);

        Assert.True(Validate(valid) is [], rule);
        Assert.Equal(expected, Validate(string.Concat(marked)));
    }

    [Theory]
    [InlineData("type A { a: Int }")]
    [InlineData("{ dog { name } } extend type Dog { age: Int }")]
    public void Rule_5_1_1_takes_executable_definitions_only(string document) =>
        Assert.Throws<SyntaxException>(() => Validate(document));

    [Fact]
    public async Task Rule_5_2_1_1_takes_operations_that_have_a_root_type_only()
    {
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Store.Query>());

        var result = await executor.RunAsync("{ me { id } } mutation m { a }");

        Assert.Contains("The schema has no mutations.", result, StringComparison.Ordinal);
    }

    /// <summary>The columns of all errors.</summary>
    private static List<int> Validate(string text)
    {
        var document = Parser.Parse(Encoding.UTF8.GetBytes(text), new RequestParserOptions());

        return
        [
            .. DocumentValidator.Validate(Schema, document).SelectMany(error => error.Locations!)
                .Select(location => location.Column).Distinct().Order(),
        ];
    }
}
