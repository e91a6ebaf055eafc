using System.Diagnostics;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>Listens to the framework's request events for as long as the tracer provider lives.</summary>
internal sealed class AspNetCoreInstrumentation : IDisposable, IObserver<DiagnosticListener>
{
    private readonly HttpRequestObserver _observer;
    private readonly List<IDisposable> _subscriptions = [];

    public AspNetCoreInstrumentation(AspNetCoreTraceInstrumentationOptions options)
    {
        _observer = new HttpRequestObserver(options);
        var all = DiagnosticListener.AllListeners.Subscribe(this);
        Keep(all);
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.AspNetCore")
        {
            Keep(value.Subscribe(_observer, HttpRequestObserver.IsObserved));
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    public void Dispose()
    {
        lock (_subscriptions)
        {
            _subscriptions.ForEach(subscription => subscription.Dispose());
            _subscriptions.Clear();
        }
    }

    private void Keep(IDisposable subscription)
    {
        lock (_subscriptions)
        {
            _subscriptions.Add(subscription);
        }
    }
}
