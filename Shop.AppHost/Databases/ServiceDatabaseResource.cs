using System.Globalization;

namespace Shop.AppHost.Databases;

/// <summary>A database of one service, which opens it with a role of its own.</summary>
internal sealed class ServiceDatabaseResource(
    string name, string databaseName, ParameterResource password, IResourceWithConnectionString server,
    EndpointReference endpoint, int poolSize)
    : Resource(name), IResourceWithConnectionString, IResourceWithParent<IResourceWithConnectionString>
{
    public IResourceWithConnectionString Parent { get; } = server;

    /// <summary>The name of the database and of the role that owns it.</summary>
    public string DatabaseName { get; } = databaseName;

    public ParameterResource Password { get; } = password;

    /// <summary>Whether the role and the database are there.</summary>
    public bool Exists { get; set; }

    public ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={endpoint.Property(EndpointProperty.Host)};Port={endpoint.Property(EndpointProperty.Port)}"
        + $";Username={DatabaseName};Password={Password};Database={DatabaseName}"
        + $";Maximum Pool Size={poolSize.ToString(CultureInfo.InvariantCulture)}");
}
