using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using HotChocolate;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

public sealed class MeasurementTests
{
    // Other tests are measured too, for the meter is the process's.
    private static readonly string[] Ours = ["weighed", "refused", "failed", "SOLD_OUT"];

    [Fact]
    public async Task Measures_each_operation_by_nothing_that_its_client_named()
    {
        var measured = new ConcurrentQueue<string>();
        using var listener = Listen(measured);
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Measured>().AddInstrumentation());

        await executor.RunAsync("query Mine { mine: weighed }");
        await executor.RunAsync("query Mine { mine: refused }");
        await executor.RunAsync("query Mine { mine: failed }");
        await executor.RunAsync("{ weighed refused }");
        await executor.RunAsync("{ weighedNot }");

        Assert.Equal(
            [
                "graphql.operation.type=query graphql.field.name=weighed",
                "graphql.operation.type=query graphql.field.name=refused error.type=SOLD_OUT",
                "graphql.operation.type=query graphql.field.name=failed error.type=_OTHER",
                "graphql.operation.type=query graphql.field.name=_OTHER error.type=SOLD_OUT",
            ],
            measured.Where(static tags => Ours.Any(name => tags.Contains(name, StringComparison.Ordinal))));
        Assert.Contains(
            measured,
            tags => tags.StartsWith(
                "graphql.operation.type=_OTHER graphql.field.name=_OTHER error.type=", StringComparison.Ordinal));
        Assert.DoesNotContain(measured, tags => tags.Contains("Not", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Measures_nothing_without_instrumentation()
    {
        var measured = new ConcurrentQueue<string>();
        using var listener = Listen(measured);
        var executor = await Executors.CreateAsync(builder => builder.AddQueryType<Unmeasured>());

        await executor.RunAsync("{ unseen }");

        Assert.DoesNotContain(measured, tags => tags.Contains("unseen", StringComparison.Ordinal));
    }

    private static MeterListener Listen(ConcurrentQueue<string> measured)
    {
        var listener = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument is { Meter.Name: "HotChocolate.Diagnostics", Name: "graphql.server.operation.duration" })
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
            measured.Enqueue(string.Join(' ', tags.ToArray().Select(tag => $"{tag.Key}={tag.Value}"))));
        listener.Start();

        return listener;
    }

    internal sealed class Measured
    {
        public string Weighed => "w";

        public string? Refused() => throw new GraphQLException(
            ErrorBuilder.New().SetMessage("Sold out.").SetCode("SOLD_OUT").Build());

        public string? Failed() => throw new InvalidOperationException("A secret.");
    }

    internal sealed class Unmeasured
    {
        public string Unseen => "u";
    }
}
