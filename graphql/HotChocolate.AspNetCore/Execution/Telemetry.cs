using System.Diagnostics;
using System.Diagnostics.Metrics;
using HotChocolate.Language;

namespace HotChocolate.Execution;

/// <summary>
/// One span per operation, by the semantic conventions for GraphQL servers, and one measurement of
/// <c>graphql.server.operation.duration</c>. That has only such attributes as the schema bounds: the name of an
/// operation is whatever a client likes.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private const string Name = "HotChocolate.Diagnostics";
    private const string TypeKey = "graphql.operation.type";
    private const string Other = "_OTHER";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    // Those of http.server.request.duration.
    private static readonly Histogram<double> Duration = Meter.CreateHistogram(
        "graphql.server.operation.duration",
        "s",
        "Duration of GraphQL operations, each event of a subscription included.",
        advice: new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries =
                [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });

    private readonly Activity? _activity = Source.StartActivity("GraphQL Operation");
    private readonly long _started = Stopwatch.GetTimestamp();
    private string? _type;
    private string? _field;
    private string? _error;

    private Telemetry()
    {
    }

    /// <summary>Null where nobody collects any.</summary>
    public static Telemetry? Start(bool instrumented) =>
        instrumented && (Duration.Enabled || Source.HasListeners()) ? new Telemetry() : null;

    public void Describe(OperationDefinitionNode operation)
    {
        _type = operation.Operation switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            _ => "subscription",
        };
        _field = operation.SelectionSet.Selections is [FieldNode only] ? only.Name.Value : Other;
        if (_activity is not null)
        {
            _activity.DisplayName = operation.Name is { } name ? $"{_type} {name.Value}" : _type;
            _activity.SetTag(TypeKey, _type).SetTag("graphql.operation.name", operation.Name?.Value);
        }
    }

    public void Complete(IReadOnlyList<IError> errors)
    {
        if (errors.Count > 0)
        {
            // A message is for the caller alone: it may quote the document.
            _error = errors[0].Code ?? Other;
            _activity?.SetStatus(ActivityStatusCode.Error, errors[0].Code);
        }
    }

    public void Dispose()
    {
        _activity?.Dispose();
        if (Duration.Enabled)
        {
            var tags = new TagList { { TypeKey, _type ?? Other }, { "graphql.field.name", _field ?? Other } };
            if (_error is not null)
            {
                tags.Add("error.type", _error);
            }

            Duration.Record(Stopwatch.GetElapsedTime(_started).TotalSeconds, tags);
        }
    }
}
