namespace Shop.ServiceDefaults.Commands;

/// <summary>
/// What a service's own binary does for an operator instead of serving: <c>dotnet Shop.Orders.dll NAME [ARGUMENT…]</c>,
/// with the service's settings. The host is built but not started.
/// </summary>
public interface IServiceCommand
{
    /// <summary>
    /// Does it, writes what there is to tell to the standard output, and returns the exit code: 0 when it is done. What
    /// it throws ends the process with one line and exit code 1.
    /// </summary>
    /// <param name="arguments">What followed the name: values that the arguments of the command accept.</param>
    /// <param name="cancellationToken">Cancelled by Ctrl+C and SIGTERM.</param>
    Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken);
}
