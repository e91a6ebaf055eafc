namespace Shop.AppHost.Local;

/// <summary>A server that is installed on this machine and runs as a process of the application.</summary>
internal sealed class LocalServerResource(string name, Func<EndpointReference, ReferenceExpression> connectionString)
    : ExecutableResource(name, "env", "/"), IResourceWithConnectionString
{
    public ReferenceExpression ConnectionStringExpression =>
        connectionString(new EndpointReference(this, ServerExtensions.EndpointName));
}
