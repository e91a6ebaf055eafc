using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>What the spans of incoming requests are made of.</summary>
public class AspNetCoreTraceInstrumentationOptions
{
    /// <summary>
    /// Says whether a request is traced; without one all are. A request for which it throws is not traced.
    /// </summary>
    public Func<HttpContext, bool>? Filter { get; set; }
}
