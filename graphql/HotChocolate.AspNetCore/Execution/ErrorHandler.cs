using HotChocolate.Execution.Options;
using HotChocolate.Language;
using Microsoft.Extensions.Logging;

namespace HotChocolate.Execution;

/// <summary>Turns exceptions into errors, hides what clients must not see and applies the error filters.</summary>
internal sealed partial class ErrorHandler(
    IReadOnlyList<IErrorFilter> filters,
    RequestExecutorOptions options,
    ILogger<ErrorHandler> logger)
{
    // A field can stand in a document many times, and fail for each item of a list.
    private const int MaxLocations = 20;

    public IEnumerable<IError> ToErrors(
        Exception exception,
        Path? path,
        Func<SyntaxNode, Location> locate,
        IReadOnlyList<SyntaxNode> nodes)
    {
        switch (exception)
        {
            case GraphQLException refused:
                return [.. refused.Errors.Select(error => Filter(Place(error, path, nodes.Select(locate))))];
            case InputException input:
                var places = input.Node.End > 0 ? [input.Node] : nodes;

                return [Filter(Place(
                    ErrorBuilder.New().SetMessage(input.Message).Build(), path, places.Select(locate)))];
            default:
                var masked = ErrorBuilder.FromException(exception).Build();
                var filtered = Filter(Place(masked, path, nodes.Select(locate)));
                if (ReferenceEquals(filtered.Exception, exception) && filtered.Message == ErrorBuilder.Unexpected
                    && exception is not OperationCanceledException)
                {
                    Log.FieldFailed(logger, path?.ToString(), exception);
                }

                return [options.IncludeExceptionDetails ? Detail(filtered, exception) : filtered];
        }
    }

    public IError Filter(IError error)
    {
        try
        {
            return filters.Aggregate(error, (current, filter) => filter.OnError(current));
        }
        catch (Exception exception)
        {
            Log.FilterFailed(logger, exception);

            return ErrorBuilder.New().SetMessage(ErrorBuilder.Unexpected).SetPath(error.Path).Build();
        }
    }

    private static IError Place(IError error, Path? path, IEnumerable<Location> locations)
    {
        var builder = ErrorBuilder.FromError(error).SetPath(error.Path ?? path);
        foreach (var location in error.Locations is null ? locations.Take(MaxLocations) : [])
        {
            builder.AddLocation(location);
        }

        return builder.Build();
    }

    private static IError Detail(IError error, Exception exception) => ErrorBuilder.FromError(error)
        .SetExtension("message", exception.Message)
        .SetExtension("stackTrace", exception.StackTrace)
        .Build();

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "The field {Path} failed unexpectedly.")]
        public static partial void FieldFailed(ILogger logger, string? path, Exception exception);

        [LoggerMessage(2, LogLevel.Error, "An error filter failed.")]
        public static partial void FilterFailed(ILogger logger, Exception exception);
    }
}
