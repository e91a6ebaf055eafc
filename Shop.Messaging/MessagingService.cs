namespace Shop.Messaging;

/// <summary>The service that this process belongs to.</summary>
internal sealed record MessagingService(string Name);
