using HotChocolate.Types;

namespace HotChocolate.Validation;

/// <summary>SameResponseShape of the specification's section 5.3.2, without the subfields.</summary>
internal static class ResponseShape
{
    public static bool Differs(GraphType left, GraphType right) => (left, right) switch
    {
        (NonNullType a, NonNullType b) => Differs(a.OfType, b.OfType),
        (NonNullType, _) or (_, NonNullType) => true,
        (ListType a, ListType b) => Differs(a.OfType, b.OfType),
        (ListType, _) or (_, ListType) => true,
        (NamedType a, NamedType b) => (a.IsLeaf || b.IsLeaf) && !ReferenceEquals(a, b),
        _ => false,
    };
}
