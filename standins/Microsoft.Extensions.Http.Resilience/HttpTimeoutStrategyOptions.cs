using Polly.Timeout;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>A timeout; 30 seconds unless set.</summary>
public class HttpTimeoutStrategyOptions : TimeoutStrategyOptions;
