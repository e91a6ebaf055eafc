using RabbitMQ.Client;

namespace Shop.Messaging.Consumers;

/// <summary>A message as the broker delivered it; the body is a copy, because the client reuses its buffers.</summary>
internal sealed record Delivery(ulong Tag, IReadOnlyBasicProperties Properties, byte[] Body);
