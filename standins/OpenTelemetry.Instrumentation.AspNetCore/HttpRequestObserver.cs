using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace OpenTelemetry.Instrumentation.AspNetCore;

/// <summary>Tags the span that the framework has started for a request.</summary>
internal sealed class HttpRequestObserver(AspNetCoreTraceInstrumentationOptions options)
    : IObserver<KeyValuePair<string, object?>>
{
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";
    private const string RequestStart = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Start";
    private const string RequestStop = "Microsoft.AspNetCore.Hosting.HttpRequestIn.Stop";
    private const string Unhandled = "Microsoft.AspNetCore.Hosting.UnhandledException";
    private const string UnhandledByPage = "Microsoft.AspNetCore.Diagnostics.UnhandledException";

    /// <summary>The listener asks for each name; the activity's own name turns the request's events on.</summary>
    public static bool IsObserved(string name) =>
        name is Request or RequestStart or RequestStop or Unhandled or UnhandledByPage;

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (Activity.Current is not { IsAllDataRequested: true } activity)
        {
            return;
        }

        switch (value.Key, value.Value)
        {
            case (RequestStart, HttpContext context):
                OnStart(activity, context);
                break;
            case (RequestStop, HttpContext context):
                HttpSpan.Stop(activity, context);
                break;
            case (Unhandled or UnhandledByPage, { } payload):
                HttpSpan.Fail(activity, payload);
                break;
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private void OnStart(Activity activity, HttpContext context)
    {
        if (IsTraced(context))
        {
            HttpSpan.Start(activity, context.Request);
            return;
        }

        // The span exists already: marked so, neither it nor a child that follows the parent's decision is exported.
        activity.IsAllDataRequested = false;
        activity.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
    }

    private bool IsTraced(HttpContext context)
    {
        try
        {
            return options.Filter?.Invoke(context) ?? true;
        }
        catch (Exception)
        {
            return false;
        }
    }
}
