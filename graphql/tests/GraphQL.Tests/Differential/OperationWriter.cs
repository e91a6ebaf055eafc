using System.Text.Json.Nodes;
using HotChocolate;
using HotChocolate.Language;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>Writes a random operation that the schema allows, with its fragments and values of its variables.</summary>
internal sealed class OperationWriter
{
    private readonly Schema _schema;
    private readonly Random _random;
    private readonly ValueWriter _values;
    private readonly VariableWriter _variables;
    private readonly string _suffix;
    private readonly List<(string Name, NamedType Type, List<string> Tokens)> _fragments = [];
    private int _budget;
    private int _names;

    public OperationWriter(Schema schema, Random random, int number, int size)
    {
        (_schema, _random, _suffix, _budget) = (schema, random, number == 0 ? "" : $"_{number}", size);
        _values = new ValueWriter(random);
        _variables = new VariableWriter(random, _values, WriteDirectives);
        _values.Variable = _variables.Find;
    }

    public JsonObject Variables => _variables.Values;

    /// <summary>The tokens of the operation and its fragments.</summary>
    /// <param name="named">Whether the operation must have a name.</param>
    public List<string> Write(bool named)
    {
        var kind = Kind();
        var name = named || _random.Once(2) ? $"op{_suffix}" : null;
        var selections = new List<string>();
        var directives = new List<string>();
        WriteDirectives(directives, kind switch
        {
            OperationType.Query => DirectiveLocation.Query,
            OperationType.Mutation => DirectiveLocation.Mutation,
            _ => DirectiveLocation.Subscription,
        });
        WriteSelections(selections, _schema.RootType(kind)!, depth: 0, kind == OperationType.Subscription);
        var bare = kind == OperationType.Query
            && name is null
            && _variables.Definitions.Count == 0
            && directives.Count == 0;
        List<string> tokens = [];
        if (!bare || _random.Once(2))
        {
            WriteDescription(tokens);
            tokens.Add(kind.ToString().ToLowerInvariant());
            tokens.AddRange(name is null ? [] : [name]);
            tokens.AddRange(_variables.Definitions.Count == 0 ? [] : ["(", .. _variables.Definitions, ")"]);
            tokens.AddRange(directives);
        }

        tokens.AddRange(selections);
        foreach (var fragment in _fragments)
        {
            tokens.InsertRange(_random.Once(3) ? 0 : tokens.Count, fragment.Tokens);
        }

        return tokens;
    }

    private OperationType Kind() =>
        _schema.SubscriptionType is not null && _random.Once(12) ? OperationType.Subscription
        : _schema.MutationType is not null && _random.Once(7) ? OperationType.Mutation
        : OperationType.Query;

    private void WriteSelections(List<string> tokens, NamedType type, int depth, bool single = false)
    {
        tokens.Add("{");
        for (var i = single ? 0 : _random.Next(_budget > 40 ? 8 : 4); i >= 0; i--)
        {
            _budget--;
            switch (depth < 8 && _budget > 0 ? _random.Next(10) : 0)
            {
                case 8 when !single:
                    WriteInlineFragment(tokens, type, depth);
                    break;
                case 9:
                    WriteSpread(tokens, type, depth, single);
                    break;
                default:
                    WriteField(tokens, type, depth, single);
                    break;
            }
        }

        tokens.Add("}");
    }

    private void WriteField(List<string> tokens, NamedType type, int depth, bool root)
    {
        IReadOnlyList<OutputField> fields = type is FieldsType own && (root || !_random.Once(12)) ? own.Fields : [];
        var candidates = depth > 6 || _budget < 0 ? fields.Where(f => f.Type.Named.IsLeaf).ToList() : fields;
        var field = candidates.Count > 0 ? _random.Pick(candidates)
            : ReferenceEquals(type, _schema.QueryType) && _schema.MetaFields.Count > 0 && _random.Once(2)
            ? _random.Pick(_schema.MetaFields)
            : _schema.TypeNameField;
        if (_random.Once(field.Arguments.Count > 0 ? 2 : 8))
        {
            tokens.AddRange(_random.Once(6) ? _random.Pick(["a", "b", "id", "name"]) : $"n{_names++}", ":");
        }

        tokens.Add(field.Name);
        WriteArguments(tokens, field.Arguments);
        if (!root)
        {
            WriteDirectives(tokens, DirectiveLocation.Field);
        }

        if (field.Type.Named.IsComposite)
        {
            WriteSelections(tokens, field.Type.Named, depth + 1);
        }
    }

    private void WriteInlineFragment(List<string> tokens, NamedType type, int depth)
    {
        tokens.Add("...");
        if (!_random.Once(4))
        {
            type = _random.Pick(Overlapping(type));
            tokens.AddRange("on", type.Name);
        }

        WriteDirectives(tokens, DirectiveLocation.InlineFragment);
        WriteSelections(tokens, type, depth + 1);
    }

    private void WriteSpread(List<string> tokens, NamedType type, int depth, bool single)
    {
        var known = _fragments.Where(fragment => _schema.Overlap(fragment.Type, type)).ToList();
        var name = known.Count > 0 && _random.Once(2) ? _random.Pick(known).Name : null;
        if (name is null)
        {
            name = $"{_random.Pick(["F", "query", "fragment", "type"])}{_names++}{_suffix}";
            var on = single ? type : _random.Pick(Overlapping(type));
            List<string> fragment = [];
            WriteDescription(fragment);
            fragment.AddRange("fragment", name, "on", on.Name);
            WriteDirectives(fragment, DirectiveLocation.FragmentDefinition);
            WriteSelections(fragment, on, depth + 1, single);
            _fragments.Add((name, on, fragment));
        }

        tokens.AddRange("...", name);
        if (!single)
        {
            WriteDirectives(tokens, DirectiveLocation.FragmentSpread);
        }
    }

    private List<NamedType> Overlapping(NamedType type) =>
        [.. _schema.Types.Where(other => other.IsComposite && _schema.Overlap(other, type))];

    private void WriteArguments(List<string> tokens, IReadOnlyList<InputField> arguments)
    {
        List<InputField> given = [.. arguments.Where(argument => argument.IsRequired || _random.Once(2))];
        if (given.Count > 0)
        {
            tokens.Add("(");
            foreach (var argument in given)
            {
                tokens.AddRange(argument.Name, ":");
                _values.Write(tokens, argument.Type, argument.DefaultValue is not null);
            }

            tokens.Add(")");
        }
    }

    private void WriteDirectives(List<string> tokens, DirectiveLocation location)
    {
        var all = _schema.Directives.Where(directive => directive.Locations.Contains(location)).ToList();
        while (all.Count > 0 && _random.Once(12))
        {
            var directive = _random.Pick(all);
            tokens.AddRange("@", directive.Name);
            WriteArguments(tokens, directive.Arguments);
            if (!directive.IsRepeatable)
            {
                break;
            }
        }
    }

    private void WriteDescription(List<string> tokens)
    {
        if (_random.Once(40))
        {
            tokens.Add(Samples.Literal(_random, "String"));
        }
    }
}
