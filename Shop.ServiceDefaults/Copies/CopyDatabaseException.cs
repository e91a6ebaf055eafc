namespace Shop.ServiceDefaults.Copies;

/// <summary>The database of the copies does not do what it is asked for.</summary>
internal sealed class CopyDatabaseException(string database, string problem)
    : Exception($"Database '{database}': {problem}");
