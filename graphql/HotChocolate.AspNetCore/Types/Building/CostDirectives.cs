using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>
/// The directives by which a schema tells its costs: GraphQL Cost Directives specification, section 2.
/// </summary>
internal static class CostDirectives
{
    /// <summary>Those that the types use.</summary>
    public static IEnumerable<DirectiveType> UsedBy(IReadOnlyCollection<NamedType> types, Scalars scalars)
    {
        var fields = types.OfType<FieldsType>().SelectMany(type => type.Fields).ToList();
        var inputs = types.OfType<InputObjectType>().SelectMany(type => type.Fields)
            .Concat(fields.SelectMany(field => field.Arguments));
        if (types.Any(type => type.Cost is not null)
            || fields.Exists(field => field.Cost.Weight is not null)
            || inputs.Any(input => input.Cost is not null))
        {
            yield return Cost(scalars);
        }

        if (fields.Exists(field => field.Cost.Size is not null))
        {
            yield return ListSize(scalars);
        }
    }

    private static DirectiveType Cost(Scalars scalars) => new(
        "cost",
        DirectiveLocation.Scalar,
        DirectiveLocation.Object,
        DirectiveLocation.FieldDefinition,
        DirectiveLocation.ArgumentDefinition,
        DirectiveLocation.Enum,
        DirectiveLocation.InputFieldDefinition)
    {
        Description = "What it costs to resolve a field, to make an object or to take an input.",
        Arguments = new MemberMap<InputField>(
        [
            new InputField("weight", new NonNullType(scalars.String), null) { Description = "A number." },
        ]),
    };

    private static DirectiveType ListSize(Scalars scalars)
    {
        var names = new ListType(new NonNullType(scalars.String));

        return new DirectiveType("listSize", DirectiveLocation.FieldDefinition)
        {
            Description = "How many items a list has.",
            Arguments = new MemberMap<InputField>(
            [
                new InputField("assumedSize", scalars.Int, null) { Description = "Items when no argument tells." },
                new InputField("slicingArguments", names, null)
                {
                    Description = "The arguments that tell how many items there are; the highest counts.",
                },
                new InputField("slicingArgumentDefaultValue", scalars.Int, null)
                {
                    Description = "Items when none of these arguments is given.",
                },
                new InputField("sizedFields", names, null)
                {
                    Description = "The fields of the value whose lists have that size.",
                },
                new InputField(
                    "requireOneSlicingArgument",
                    new NonNullType(scalars.Boolean),
                    new BooleanValueNode(0, 0, value: true))
                {
                    Description = "Whether exactly one of these arguments must be given.",
                },
            ]),
        };
    }
}
