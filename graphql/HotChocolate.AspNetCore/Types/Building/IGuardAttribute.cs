namespace HotChocolate.Types;

/// <summary>
/// An attribute that guards a field; a schema that does not know its guard is refused, not left open.
/// </summary>
internal interface IGuardAttribute;
