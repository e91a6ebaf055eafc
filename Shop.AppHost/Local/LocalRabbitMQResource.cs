namespace Shop.AppHost.Local;

internal sealed class LocalRabbitMQResource(string name, ParameterResource password) : LocalServerResource(name)
{
    public const string UserName = "guest";

    public ParameterResource Password { get; } = password;

    /// <summary>Where Erlang nodes find each other's ports.</summary>
    public EndpointReference PortMapper => new(this, LocalServers.PortMapperEndpointName);

    /// <summary>Where Erlang nodes talk to each other: the command line tools are such nodes.</summary>
    public EndpointReference Distribution => new(this, LocalServers.DistributionEndpointName);

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"amqp://{UserName}:{Password}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
}
