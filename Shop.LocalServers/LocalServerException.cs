namespace Shop.LocalServers;

/// <summary>What keeps a local server from being used, in one line.</summary>
public sealed class LocalServerException(string message) : Exception(message);
