namespace Shop.Messaging.Consumers;

/// <summary>The delivery cannot be read, now or ever.</summary>
internal sealed class MalformedDeliveryException(string message, Exception? innerException = null)
    : Exception(message, innerException);
