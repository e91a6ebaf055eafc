using Shop.LocalServers;

namespace Shop.AppHost.Local;

internal static class LocalServerErrors
{
    /// <summary>
    /// Lets what keeps a local server from being used keep the application from running, in the same line.
    /// </summary>
    public static async Task TranslateAsync(Func<Task> useAsync)
    {
        try
        {
            await useAsync();
        }
        catch (Exception exception)
            when (exception is LocalServerException or IOException or UnauthorizedAccessException)
        {
            throw new DistributedApplicationException(exception.Message.ReplaceLineEndings(" "), exception);
        }
    }

    /// <summary>What is thrown is what the application ends with; nothing has been started then.</summary>
    public static void BeforeStart(
        this IDistributedApplicationBuilder builder, Func<BeforeStartEvent, CancellationToken, Task> useAsync) =>
        builder.Eventing.Subscribe<BeforeStartEvent>(
            (start, cancellationToken) => TranslateAsync(() => useAsync(start, cancellationToken)));
}
