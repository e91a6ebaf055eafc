namespace HotChocolate;

/// <summary>The types that were registered do not make a valid schema.</summary>
public sealed class SchemaException(string message) : Exception(message);
