using System.Collections;
using HotChocolate.Types;

namespace HotChocolate.Execution;

/// <summary>
/// Writes the data of a response, reads the synchronous fields on the way, and lets a null that a type excludes
/// replace its nearest nullable parent: specification, section 6.4.4.
/// </summary>
internal sealed class ResultWriter(OperationState state, JsonBuffer json)
{
    private readonly PathStack _path = new();

    /// <summary>Writes the object's fields without braces; false when its place must become null.</summary>
    public bool TryWriteFields(PlanSelections selections, object? source, ObjectNode? node)
    {
        var first = true;
        foreach (var field in selections.Fields)
        {
            if (!TryWriteField(field, source, node, first))
            {
                return false;
            }

            first = false;
        }

        return true;
    }

    /// <summary>Writes one field with its name; false when its parent must become null.</summary>
    public bool TryWriteField(PlanField field, object? source, ObjectNode? node, bool first)
    {
        if (!first)
        {
            json.Write((byte)',');
        }

        json.Write(field.NameUtf8);
        var start = json.Position;
        var depth = _path.Push(field.ResponseName);
        bool written;
        try
        {
            written = TryWriteValueOf(field, source, node);
        }
        catch (Exception exception) when (!state.IsEndedBy(exception))
        {
            _path.Depth = depth + 1;
            state.AddError(exception, _path.ToPath(), field);
            json.Position = start;
            written = WriteNullUnless(field.Field.Type.IsNonNull);
        }

        _path.Depth = depth;
        state.CheckGoesOn(json.Position);

        return written;
    }

    private bool TryWriteValueOf(PlanField field, object? source, ObjectNode? node)
    {
        var type = field.Field.Type;
        if (field.Slot >= 0)
        {
            return TryWriteValue(field, type, node!.Slots[field.Slot]);
        }

        if (type.Nullable.Kind is TypeKind.Scalar or TypeKind.Enum)
        {
            return field.Resolver.TryWriteLeaf(json, state, source, field) || WriteMissing(field, type);
        }

        return TryWriteValue(field, type, field.Resolver.Resolve(state, source, field));
    }

    private bool TryWriteValue(PlanField field, GraphType type, object? value)
    {
        if (value is null)
        {
            return WriteMissing(field, type);
        }

        var start = json.Position;
        if (!ReferenceEquals(value, Failed.Instance) && TryWritePresent(field, type.Nullable, value))
        {
            return true;
        }

        json.Position = start;

        return WriteNullUnless(type.IsNonNull);
    }

    private bool TryWritePresent(PlanField field, GraphType type, object value)
    {
        if (type is ListType list)
        {
            return TryWriteList(field, list.OfType, value);
        }

        if (field.Resolver.Leaf is { } leaf && type is not FieldsType)
        {
            return leaf.TryWriteObject(json, value);
        }

        var node = value as ObjectNode;
        var source = node is null ? value : node.Source;
        var selections = node?.Selections ?? field.SelectionsOf(value, state);
        json.Write((byte)'{');
        if (!TryWriteFields(selections, source, node))
        {
            return false;
        }

        json.Write((byte)'}');

        return true;
    }

    private bool TryWriteList(PlanField field, GraphType itemType, object value)
    {
        json.Write((byte)'[');
        var depth = _path.Push(null);
        var items = value is ListNode node ? node.Items : value as IList;
        var written = items is not null
            ? TryWriteItems(field, itemType, items)
            : TryWriteItems(field, itemType, (IEnumerable)value);
        _path.Depth = depth;
        json.Write((byte)']');

        return written;
    }

    private bool TryWriteItems(PlanField field, GraphType itemType, IList items)
    {
        for (var i = 0; i < items.Count; i++)
        {
            if (!TryWriteItem(field, itemType, items[i], i))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWriteItems(PlanField field, GraphType itemType, IEnumerable items)
    {
        var index = 0;
        foreach (var item in items)
        {
            if (!TryWriteItem(field, itemType, item, index++))
            {
                return false;
            }
        }

        return true;
    }

    private bool TryWriteItem(PlanField field, GraphType itemType, object? item, int index)
    {
        if (index > 0)
        {
            json.Write((byte)',');
        }

        _path.SetIndex(index);
        var start = json.Position;
        var depth = _path.Depth;
        try
        {
            var written = TryWriteValue(field, itemType, item);
            state.CheckGoesOn(json.Position);

            return written;
        }
        catch (Exception exception) when (!state.IsEndedBy(exception))
        {
            _path.Depth = depth;
            state.AddError(exception, _path.ToPath(), field);
            json.Position = start;

            return WriteNullUnless(itemType.IsNonNull);
        }
    }

    private bool WriteMissing(PlanField field, GraphType type)
    {
        if (type.IsNonNull)
        {
            state.AddError(
                $"Cannot return null for non-nullable field {field.Parent}.{field.Field.Name}.",
                ErrorCodes.NonNullViolation,
                _path.ToPath(),
                field);
        }

        return WriteNullUnless(type.IsNonNull);
    }

    private bool WriteNullUnless(bool nonNull)
    {
        if (!nonNull)
        {
            json.WriteNull();
        }

        return !nonNull;
    }
}
