using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;

namespace Aspire.Hosting.Testing;

/// <summary>Runs the entry point of an AppHost until it builds its application, and again until that has ended.</summary>
internal sealed class AppHostRun(Assembly appHost, string[] args) : TestingHook, IDisposable
{
    private readonly TaskCompletionSource<IDistributedApplicationBuilder> _described = NewSource<IDistributedApplicationBuilder>();
    private readonly TaskCompletionSource<DistributedApplication> _built = NewSource<DistributedApplication>();
    private readonly ManualResetEventSlim _mayBuild = new();
    private bool _abandoned;

    /// <summary>Whether no entry point is run.</summary>
    public bool IsDescribedByTest { get; private set; }

    public override Assembly AppHost => appHost;

    public override string[] Args => [];

    public override string EnvironmentName => "Development";

    public override MemoryConfigurationSource DefaultConfiguration => new()
    {
        InitialData = new Dictionary<string, string?> { ["DcpPublisher:RandomizePorts"] = "true" },
    };

    /// <summary>Returns the builder as the entry point leaves it when it is about to build.</summary>
    public Task<IDistributedApplicationBuilder> DescribeAsync(CancellationToken cancellationToken)
    {
        // A thread of its own: the entry point waits in it until the application has ended.
        var thread = new Thread(RunEntryPoint) { IsBackground = true, Name = $"{appHost.GetName().Name} entry point" };
        thread.Start();
        return _described.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Lets the entry point build the application.</summary>
    public Task<DistributedApplication> BuildAsync(CancellationToken cancellationToken)
    {
        _mayBuild.Set();
        return _built.Task.WaitAsync(cancellationToken);
    }

    public IDistributedApplicationBuilder CreateBuilder()
    {
        Current = this;
        try
        {
            IsDescribedByTest = true;
            _mayBuild.Set();
            return DistributedApplication.CreateBuilder(args);
        }
        finally
        {
            Current = null;
        }
    }

    public void Dispose() => _mayBuild.Dispose();

    /// <summary>Ends the entry point if it still waits to build.</summary>
    public void Abandon()
    {
        if (!_mayBuild.IsSet)
        {
            _abandoned = true;
            _mayBuild.Set();
        }
    }

    public override void Building(IDistributedApplicationBuilder builder)
    {
        _described.TrySetResult(builder);
        _mayBuild.Wait();
        if (_abandoned)
        {
            throw new OperationCanceledException("The test does not build the application.");
        }
    }

    public override void Built(DistributedApplication application) => _built.TrySetResult(application);

    private static TaskCompletionSource<T> NewSource<T>() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void RunEntryPoint()
    {
        Current = this;
        try
        {
            // The compiler makes a synchronous entry point of an asynchronous one.
            appHost.EntryPoint!.Invoke(null, appHost.EntryPoint.GetParameters().Length == 0 ? [] : [args]);
            Fail(new InvalidOperationException($"The entry point of {appHost.GetName().Name} ended without an application."));
        }
        catch (TargetInvocationException exception)
        {
            Fail(exception.InnerException ?? exception);
        }
    }

    private void Fail(Exception exception)
    {
        _described.TrySetException(exception);
        _built.TrySetException(exception);
        // Whoever has both does not look at the end of the entry point.
        _ = _built.Task.Exception;
    }
}
