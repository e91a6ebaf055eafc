using HotChocolate.Language;

namespace HotChocolate.Types;

/// <summary>The directives that every server has: specification, section 3.13.</summary>
internal static class BuiltInDirectives
{
    public static IEnumerable<DirectiveType> Create(Scalars scalars)
    {
        var condition = new NonNullType(scalars.Boolean);

        return
        [
            new DirectiveType(
                "include", DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment)
            {
                Description =
                    "Directs the executor to include this field or fragment only when the `if` argument is true.",
                Arguments = One(new InputField("if", condition, null) { Description = "Included when true." }),
            },
            new DirectiveType(
                "skip", DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment)
            {
                Description = "Directs the executor to skip this field or fragment when the `if` argument is true.",
                Arguments = One(new InputField("if", condition, null) { Description = "Skipped when true." }),
            },
            new DirectiveType(
                "deprecated",
                DirectiveLocation.FieldDefinition,
                DirectiveLocation.ArgumentDefinition,
                DirectiveLocation.InputFieldDefinition,
                DirectiveLocation.EnumValue)
            {
                Description = "Marks an element of a GraphQL schema as no longer supported.",
                Arguments = One(new InputField(
                    "reason",
                    scalars.String,
                    new StringValueNode(0, 0, "No longer supported", block: false))
                {
                    Description = "Explains why this element was deprecated, in Markdown.",
                }),
            },
            new DirectiveType("specifiedBy", DirectiveLocation.Scalar)
            {
                Description = "Exposes a URL that specifies the behavior of this scalar.",
                Arguments = One(new InputField("url", new NonNullType(scalars.String), null)
                {
                    Description = "The URL that specifies the behavior of this scalar.",
                }),
            },
            new DirectiveType("oneOf", DirectiveLocation.InputObject)
            {
                Description = "Indicates exactly one field must be supplied and this field must not be `null`.",
            },
        ];
    }

    private static MemberMap<InputField> One(InputField field) => new([field]);
}
