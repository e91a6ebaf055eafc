using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>An application of several resources that run together.</summary>
public class DistributedApplication : IHost, IAsyncDisposable
{
    private const string CannotPublish =
        "Publishing is not supported by the stand-in for Aspire.Hosting.AppHost; publish with the official package.";

    private readonly IHost _host;
    private readonly TestingHook? _hook;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    internal DistributedApplication(IHost host, TestingHook? hook)
    {
        _host = host;
        _hook = hook;
    }

    public IServiceProvider Services => _host.Services;

    public ResourceNotificationService ResourceNotifications =>
        Services.GetRequiredService<ResourceNotificationService>();

    private bool IsPublishMode => Services.GetRequiredService<DistributedApplicationExecutionContext>().IsPublishMode;

    public static IDistributedApplicationBuilder CreateBuilder() => CreateBuilder([]);

    public static IDistributedApplicationBuilder CreateBuilder(string[] args) =>
        CreateBuilder(new DistributedApplicationOptions { Args = args });

    public static IDistributedApplicationBuilder CreateBuilder(DistributedApplicationOptions options) =>
        new DistributedApplicationBuilder(options);

    /// <exception cref="DistributedApplicationException">The application is to be published, not run.</exception>
    public virtual Task StartAsync(CancellationToken cancellationToken = default) => IsPublishMode
        ? throw new DistributedApplicationException(CannotPublish)
        : _host.StartAsync(cancellationToken);

    public virtual async Task StopAsync(CancellationToken cancellationToken = default)
    {
        await _host.StopAsync(cancellationToken);
        _ended.TrySetResult();
    }

    public void Run() => RunAsync().GetAwaiter().GetResult();

    /// <summary>Starts everything and returns when it has been stopped.</summary>
    public virtual async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_hook is not null)
        {
            // The test starts and stops the application; its entry point only waits for the end.
            await _ended.Task.WaitAsync(cancellationToken);
            return;
        }

        if (IsPublishMode)
        {
            // Nothing has been started; an exception would reach the console with its stack.
            await Console.Error.WriteLineAsync(CannotPublish);
            Environment.Exit(1);
        }

        await using (this)
        {
            try
            {
                await _host.StartAsync(cancellationToken);
            }
            catch
            {
                await _host.StopAsync(CancellationToken.None);
                throw;
            }

            await _host.WaitForShutdownAsync(cancellationToken);
        }
    }

    public virtual async ValueTask DisposeAsync()
    {
        if (_hook is not null && !_ended.Task.IsCompleted)
        {
            await StopAsync();
        }

        await ((IAsyncDisposable)_host).DisposeAsync();
        _ended.TrySetResult();
        GC.SuppressFinalize(this);
    }

    public void Dispose()
    {
        DisposeAsync().AsTask().GetAwaiter().GetResult();
        GC.SuppressFinalize(this);
    }
}
