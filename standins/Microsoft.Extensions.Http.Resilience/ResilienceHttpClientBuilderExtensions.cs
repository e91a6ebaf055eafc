using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds resilience to HTTP clients.</summary>
public static class ResilienceHttpClientBuilderExtensions
{
    /// <summary>
    /// Adds the standard handler; a client's pipeline, and so its circuit breaker, is one for all its requests unless
    /// <see cref="HttpStandardResiliencePipelineBuilderExtensions.SelectPipelineByAuthority" /> is called.
    /// </summary>
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(
        this IHttpClientBuilder builder, Action<HttpStandardResilienceOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var pipeline = builder.AddStandardResilienceHandler();
        builder.Services.Configure(pipeline.PipelineName, configure);
        return pipeline;
    }

    /// <inheritdoc cref="AddStandardResilienceHandler(IHttpClientBuilder, Action{HttpStandardResilienceOptions})" />
    public static IHttpStandardResiliencePipelineBuilder AddStandardResilienceHandler(this IHttpClientBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var name = builder.Name is { Length: > 0 } client ? $"{client}-standard" : "standard";
        builder.Services.AddOptions<HttpStandardResilienceOptions>(name).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<HttpStandardResilienceOptions>>(new StandardOptionsValidator(name));
        builder.Services.AddKeyedSingleton(name, static (services, key) => new StandardPipelines(
            services.GetRequiredService<IOptionsMonitor<HttpStandardResilienceOptions>>().Get((string)key!),
            services.GetRequiredService<IOptionsMonitor<PipelineSelection>>().Get((string)key!)));
        builder.AddHttpMessageHandler(services =>
            new ResilienceHandler(services.GetRequiredKeyedService<StandardPipelines>(name)));
        return new PipelineBuilder(name, builder.Services);
    }

    private sealed record PipelineBuilder(string PipelineName, IServiceCollection Services)
        : IHttpStandardResiliencePipelineBuilder;
}
