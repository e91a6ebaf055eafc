namespace HotChocolate;

/// <summary>The parameter that takes the event which a subscription's field answers to.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class EventMessageAttribute : Attribute;
