using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>Refuses timeouts that contradict each other.</summary>
internal sealed class StandardOptionsValidator(string name) : IValidateOptions<HttpStandardResilienceOptions>
{
    public ValidateOptionsResult Validate(string? optionsName, HttpStandardResilienceOptions options)
    {
        if (optionsName != name)
        {
            return ValidateOptionsResult.Skip;
        }

        var attempt = options.AttemptTimeout.Timeout;
        var failures = new List<string>();
        if (options.TotalRequestTimeout.Timeout <= attempt)
        {
            failures.Add("Total request timeout must be greater than the attempt timeout.");
        }

        if (options.CircuitBreaker.SamplingDuration < 2 * attempt)
        {
            failures.Add("The circuit breaker's sampling duration must be at least double the attempt timeout.");
        }

        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
