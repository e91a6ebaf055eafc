using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shop.Contracts;

namespace Shop.Messaging;

/// <summary>The settings below <c>Messaging</c>; each is checked when the host starts.</summary>
public sealed class MessagingOptions
{
    /// <summary>The most events that are relayed at a time, and outbox rows that one transaction sweeps.</summary>
    public int RelayBatchSize { get; set; } = 200;

    /// <summary>How often the outbox is looked at for what was left behind.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How long the broker may take to confirm a batch.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between attempts while the broker or the database is away.</summary>
    public TimeSpan MaxBackOff { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The most deliveries that wait unacknowledged in a process.</summary>
    public int Prefetch { get; set; } = 200;

    /// <summary>The most events that one transaction applies.</summary>
    public int ConsumeBatchSize { get; set; } = 100;

    /// <summary>How long applying a batch may take.</summary>
    public TimeSpan ConsumeTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a batch is tried again at once after a deadlock or the like.</summary>
    public int TransientRetries { get; set; } = 5;

    /// <summary>How often a delivery that failed comes back before it is dead-lettered.</summary>
    public int Redeliveries { get; set; } = 3;

    /// <summary>The pause before the first redelivery; each further one is eight times as long.</summary>
    public TimeSpan RedeliveryDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The largest body that is read, in bytes.</summary>
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>How long a delivery is remembered, so that it is not applied twice.</summary>
    public TimeSpan InboxRetention { get; set; } = TimeSpan.FromDays(7);

    internal TimeSpan DelayBefore(int redelivery) => RedeliveryDelay * Math.Pow(8, redelivery - 1);
}

/// <summary>The service that this process belongs to.</summary>
internal sealed record MessagingService(string Name);

internal sealed class MessagingOptionsValidation(IConfiguration configuration) : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        Check(nameof(options.RelayBatchSize), options.RelayBatchSize, 1, 5000);
        Check(
            nameof(options.SweepInterval),
            options.SweepInterval,
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMinutes(5));
        Check(nameof(options.ConfirmTimeout), options.ConfirmTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check(nameof(options.MaxBackOff), options.MaxBackOff, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Check(nameof(options.Prefetch), options.Prefetch, 1, 5000);
        Check(nameof(options.ConsumeBatchSize), options.ConsumeBatchSize, 1, 5000);
        Check(
            nameof(options.ConsumeTimeout), options.ConsumeTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(nameof(options.TransientRetries), options.TransientRetries, 1, 20);
        Check(nameof(options.Redeliveries), options.Redeliveries, 0, 6);
        Check(
            nameof(options.RedeliveryDelay),
            options.RedeliveryDelay,
            TimeSpan.FromMilliseconds(10),
            TimeSpan.FromMinutes(1));
        Check(nameof(options.MaxBodyBytes), options.MaxBodyBytes, 1024, 16 * 1024 * 1024);
        Check(nameof(options.InboxRetention), options.InboxRetention, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        CheckBroker(builder);

        return builder.Build();

        void Check<T>(string setting, T value, T min, T max)
            where T : IComparable<T>
        {
            if (value.CompareTo(min) < 0 || value.CompareTo(max) > 0)
            {
                builder.AddError($"Messaging:{setting} is {value}; it must be between {min} and {max}.");
            }
        }
    }

    // The value holds a password, so it is never shown.
    private void CheckBroker(ValidateOptionsResultBuilder builder)
    {
        if (!Uri.TryCreate(configuration.GetConnectionString(ResourceNames.Messaging), UriKind.Absolute, out var uri)
            || uri is not { Scheme: "amqp" or "amqps", Host.Length: > 0 })
        {
            builder.AddError(
                $"ConnectionStrings:{ResourceNames.Messaging} is missing or malformed; "
                + "expected amqp://user:password@host:port.");
        }
    }
}
