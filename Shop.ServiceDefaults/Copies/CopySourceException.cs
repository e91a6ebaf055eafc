namespace Shop.ServiceDefaults.Copies;

/// <summary>The rows of another service cannot be read.</summary>
internal sealed class CopySourceException(string service, string problem)
    : Exception($"The rows of the service '{service}' cannot be read: {problem}");
