namespace Shop.LocalServers;

/// <summary>Where a local RabbitMQ node listens, on the loopback interface.</summary>
/// <param name="Port">For AMQP.</param>
/// <param name="PortMapperPort">Where Erlang nodes find each other's ports.</param>
/// <param name="DistributionPort">Where Erlang nodes talk to each other: the command line tools are such nodes.</param>
/// <param name="ManagementPort">For the management API; the node has none where it is null.</param>
public sealed record RabbitMQOptions(int Port, int PortMapperPort, int DistributionPort, int? ManagementPort = null);
