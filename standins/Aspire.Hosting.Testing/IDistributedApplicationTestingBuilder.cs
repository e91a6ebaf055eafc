namespace Aspire.Hosting.Testing;

/// <summary>An application that is described by its AppHost, and can still be changed by a test.</summary>
public interface IDistributedApplicationTestingBuilder : IDistributedApplicationBuilder, IAsyncDisposable, IDisposable
{
    Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken = default);
}
