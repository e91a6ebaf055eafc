using HotChocolate;
using HotChocolate.Language;
using HotChocolate.Types;

namespace GraphQL.Tests.Validation;

/// <summary>
/// A schema with every kind of type, and the same in the definition language for the reference implementation.
/// </summary>
internal static class ValidationSchema
{
    public const string Sdl =
        """
        directive @onField on FIELD
        directive @onQuery on QUERY
        directive @onVariable on VARIABLE_DEFINITION
        directive @again(times: Int!) repeatable on FIELD
        interface Being { name(surname: Boolean): String }
        interface Pet implements Being { name(surname: Boolean): String owner: Human }
        type Dog implements Being & Pet {
          name(surname: Boolean): String owner: Human barks: Boolean volume: Int nickname: String
          doesKnow(command: Command): Boolean isAt(x: Int, y: Int): Boolean parents: [Dog!]
        }
        type Cat implements Being & Pet {
          name(surname: Boolean): String owner: Human meows: Boolean volume: String nickname: String
        }
        type Human implements Being { name(surname: Boolean): String relatives: [Human]! pets: [Pet!]! }
        union CatOrDog = Cat | Dog
        enum Command { SIT DOWN }
        input Filter { required: Boolean!, defaulted: Int! = 3, text: String, ids: [ID!], inner: Filter }
        input Choice @oneOf { id: ID, name: String }
        type Query {
          dog: Dog cat: Cat pet: Pet being: Being human(id: ID!): Human catOrDog: CatOrDog
          find(filter: Filter, choice: Choice): [Pet]
          ints(list: [Int!]): Int needs(a: Int!, b: Int!, c: Int! = 1): Int floats(a: Float): Float ids(id: ID): ID
        }
        type Mutation { feed(amount: Int): Dog }
        type Subscription { barked: Dog meowed: Cat }
        """;

    public static Schema Build()
    {
        var scalars = new Scalars();
        var introspection = new IntrospectionTypes(scalars);
        NamedType[] given =
        [
            scalars.Int, scalars.Float, scalars.String, scalars.Boolean, scalars.Id, .. introspection.Types,
        ];
        var types = given.ToDictionary(type => type.Name, StringComparer.Ordinal);
        T Add<T>(T type)
            where T : NamedType
        {
            types.Add(type.Name, type);

            return type;
        }

        GraphType Type(string notation) =>
            notation.EndsWith('!') ? new NonNullType(Type(notation[..^1]))
            : notation.StartsWith('[') ? new ListType(Type(notation[1..^1]))
            : types[notation];

        InputField Input(string name, string type, int? value = null) =>
            new(name, Type(type), value is { } number ? new IntValueNode(0, 0, $"{number}") : null);

        OutputField Field(string name, string type, params InputField[] arguments) =>
            new(name, Type(type), resolver: null) { Arguments = new MemberMap<InputField>(arguments) };

        var being = Add(new InterfaceType("Being", typeof(object)));
        var pet = Add(new InterfaceType("Pet", typeof(object)));
        var dog = Add(new ObjectType("Dog", typeof(object)));
        var cat = Add(new ObjectType("Cat", typeof(object)));
        var human = Add(new ObjectType("Human", typeof(object)));
        Add(new UnionType("CatOrDog") { Members = new([cat, dog]) });
        Add(new EnumType("Command", typeof(object))
        {
            Members = new([new EnumMember("SIT", 0), new EnumMember("DOWN", 1)]),
        });
        var filter = Add(new InputObjectType("Filter", typeof(object)));
        var choice = Add(new InputObjectType("Choice", typeof(object)) { IsOneOf = true });
        var query = Add(new ObjectType("Query", typeof(object)));
        var mutation = Add(new ObjectType("Mutation", typeof(object)));
        var subscription = Add(new ObjectType("Subscription", typeof(object)));

        OutputField Name() => Field("name", "String", Input("surname", "Boolean"));
        being.Fields = new([Name()]);
        pet.Interfaces = new([being]);
        pet.Fields = new([Name(), Field("owner", "Human")]);
        dog.Interfaces = new([being, pet]);
        dog.Fields = new([
            Name(), Field("owner", "Human"), Field("barks", "Boolean"), Field("volume", "Int"),
            Field("nickname", "String"), Field("doesKnow", "Boolean", Input("command", "Command")),
            Field("isAt", "Boolean", Input("x", "Int"), Input("y", "Int")), Field("parents", "[Dog!]"),
        ]);
        cat.Interfaces = new([being, pet]);
        cat.Fields = new([
            Name(), Field("owner", "Human"), Field("meows", "Boolean"), Field("volume", "String"),
            Field("nickname", "String"),
        ]);
        human.Interfaces = new([being]);
        human.Fields = new([Name(), Field("relatives", "[Human]!"), Field("pets", "[Pet!]!")]);
        filter.Fields = new([
            Input("required", "Boolean!"), Input("defaulted", "Int!", 3), Input("text", "String"),
            Input("ids", "[ID!]"), Input("inner", "Filter"),
        ]);
        choice.Fields = new([Input("id", "ID"), Input("name", "String")]);
        query.Fields = new([
            Field("dog", "Dog"), Field("cat", "Cat"), Field("pet", "Pet"), Field("being", "Being"),
            Field("human", "Human", Input("id", "ID!")), Field("catOrDog", "CatOrDog"),
            Field("find", "[Pet]", Input("filter", "Filter"), Input("choice", "Choice")),
            Field("ints", "Int", Input("list", "[Int!]")),
            Field("needs", "Int", Input("a", "Int!"), Input("b", "Int!"), Input("c", "Int!", 1)),
            Field("floats", "Float", Input("a", "Float")), Field("ids", "ID", Input("id", "ID")),
        ]);
        mutation.Fields = new([Field("feed", "Dog", Input("amount", "Int"))]);
        subscription.Fields = new([Field("barked", "Dog"), Field("meowed", "Cat")]);

        var condition = new MemberMap<InputField>([Input("if", "Boolean!")]);
        DirectiveLocation[] selections =
            [DirectiveLocation.Field, DirectiveLocation.FragmentSpread, DirectiveLocation.InlineFragment];

        return new Schema
        {
            Name = "validation",
            QueryType = query,
            MutationType = mutation,
            SubscriptionType = subscription,
            Types = new(types.Values),
            Directives = new([
                new DirectiveType("skip", selections) { Arguments = condition },
                new DirectiveType("include", selections) { Arguments = condition },
                new DirectiveType("deprecated", DirectiveLocation.FieldDefinition),
                new DirectiveType("onField", DirectiveLocation.Field),
                new DirectiveType("onQuery", DirectiveLocation.Query),
                new DirectiveType("onVariable", DirectiveLocation.VariableDefinition),
                new DirectiveType("again", DirectiveLocation.Field)
                {
                    IsRepeatable = true,
                    Arguments = new([Input("times", "Int!")]),
                },
            ]),
            MetaFields = introspection.MetaFields,
            TypeNameField = introspection.TypeNameField,
        };
    }
}
