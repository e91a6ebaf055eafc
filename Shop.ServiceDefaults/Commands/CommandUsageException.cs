namespace Shop.ServiceDefaults.Commands;

/// <summary>The arguments of a command are not what it takes.</summary>
/// <param name="message">Names the argument and what is wrong with it.</param>
public sealed class CommandUsageException(string message) : Exception(message);
