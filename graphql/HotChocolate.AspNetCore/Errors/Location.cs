namespace HotChocolate;

/// <summary>A place in a GraphQL document; both numbers start at 1.</summary>
public readonly record struct Location(int Line, int Column);
