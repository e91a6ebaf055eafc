using Microsoft.Extensions.DependencyInjection;

namespace Microsoft.Extensions.Http.Resilience;

/// <summary>The standard pipeline that has been added to a client.</summary>
public interface IHttpStandardResiliencePipelineBuilder
{
    string PipelineName { get; }

    IServiceCollection Services { get; }
}
