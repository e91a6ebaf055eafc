using System.Diagnostics;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>One span per operation, by the semantic conventions for GraphQL servers.</summary>
internal static class Telemetry
{
    private static readonly ActivitySource Source = new("HotChocolate.Diagnostics");

    public static Activity? Start() => Source.StartActivity("GraphQL Operation");

    public static void Describe(Activity? activity, OperationDefinitionNode operation)
    {
        if (activity is not null)
        {
            var type = operation.Operation switch
            {
                OperationType.Query => "query",
                OperationType.Mutation => "mutation",
                _ => "subscription",
            };
            activity.DisplayName = operation.Name is { } name ? $"{type} {name.Value}" : type;
            activity.SetTag("graphql.operation.type", type).SetTag("graphql.operation.name", operation.Name?.Value);
        }
    }

    public static void Complete(Activity? activity, IReadOnlyList<IError> errors)
    {
        if (activity is not null && errors.Count > 0)
        {
            // A message is for the caller alone: it may quote the document.
            activity.SetStatus(ActivityStatusCode.Error, errors[0].Code);
        }
    }
}
