using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shop.Contracts;

namespace Shop.Messaging;

internal sealed class MessagingOptionsValidation(IConfiguration configuration) : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var builder = new ValidateOptionsResultBuilder();
        Check(nameof(options.RelayBatchSize), options.RelayBatchSize, 1, 5000);
        Check(nameof(options.SweepInterval), options.SweepInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(5));
        Check(nameof(options.ConfirmTimeout), options.ConfirmTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
        Check(nameof(options.MaxBackOff), options.MaxBackOff, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Check(nameof(options.Prefetch), options.Prefetch, 1, 5000);
        Check(nameof(options.ConsumeBatchSize), options.ConsumeBatchSize, 1, options.Prefetch);
        Check(nameof(options.ConsumeTimeout), options.ConsumeTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Check(nameof(options.TransientRetries), options.TransientRetries, 1, 20);
        Check(nameof(options.Redeliveries), options.Redeliveries, 0, 6);
        Check(nameof(options.RedeliveryDelay), options.RedeliveryDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
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
                $"ConnectionStrings:{ResourceNames.Messaging} is missing or malformed; expected amqp://user:password@host:port.");
        }
    }
}
