namespace Shop.AppHost.Local;

/// <summary>A server that is installed on this machine and runs as a process of the application.</summary>
internal sealed class LocalServerResource(string name, Func<EndpointReference, ReferenceExpression> connectionString)
    : ExecutableResource(name, "env", "/"), IResourceWithConnectionString
{
    /// <summary>Ports that it has for itself.</summary>
    public IReadOnlyList<int> OtherPorts { get; init; } = [];

    public ReferenceExpression ConnectionStringExpression =>
        connectionString(new EndpointReference(this, ServerExtensions.EndpointName));
}
