using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Shop.Contracts.Events;

namespace Shop.Tests.Contracts;

/// <summary>The present code and the released one understand each other's events.</summary>
public sealed partial class ReleasedEventsTests
{
    private const string Folder = "events";

    private static readonly JsonTypeInfo Placed = EventSamples.All[OrderPlaced.EventName].Json;

    private static IReadOnlyDictionary<string, ReleasedEvent> Released
    {
        get
        {
            if (Release.BeingMade is not null)
            {
                foreach (var kind in EventSamples.All.Values)
                {
                    Release.Write(ReleasedEvent.Of(kind), Folder, $"{kind.Name}.json");
                }
            }

            return Directory.GetFiles(Release.PathOf(Folder)).Select(Path.GetFileName).ToDictionary(
                file => Path.GetFileNameWithoutExtension(file)!, file => Release.Read<ReleasedEvent>(Folder, file!));
        }
    }

    [Fact]
    public void The_released_events_are_understood_and_what_is_written_now_the_release_understands() => Assert.Empty(
        from released in Released
        from breach in EventSamples.All.TryGetValue(released.Key, out var present)
            ? released.Value.Breaches(present.Json)
            : ["nobody knows it any more"]
        select $"{released.Key}: {breach}");

    [Fact]
    public void There_are_samples_of_every_event() => Assert.Equal(
        typeof(IEvent<>).Assembly.GetTypes()
            .Where(type => type.GetInterfaces().Any(implemented =>
                implemented.IsGenericType && implemented.GetGenericTypeDefinition() == typeof(IEvent<>)))
            .OrderBy(type => type.Name),
        EventSamples.All.Values.Select(kind => kind.Type).OrderBy(type => type.Name));

    [Fact]
    public void A_field_that_is_added_and_not_wanted_is_no_breach()
    {
        var before = Change(released =>
        {
            released.Schema["properties"]!.AsObject().Remove("userId");
            released.Schema["required"]!.AsArray().RemoveAt(1);
            released.Samples[0].AsObject().Remove("userId");
        });

        Assert.Empty(before.Breaches(Events.Default.WithOptionalUser));
    }

    [Theory]
    [InlineData("/occurredAt is not written any more", typeof(WithoutTime))]
    [InlineData("/occurredAt is read as null, not \"2026-01-02T03:04:05+00:00\"", typeof(WithoutTime))]
    [InlineData("/at is wanted, which the release does not write", typeof(WithRenamedTime))]
    [InlineData("/userId has the type [\"string\",\"null\"], not \"string\"", typeof(WithOptionalUser))]
    [InlineData("/lines/*/quantity has the $comment \"Int64\", not \"Int32\"", typeof(WithLongQuantity))]
    [InlineData("/lines/*/quantity has the type \"string\", not \"integer\"", typeof(WithTextQuantity))]
    public void Another_shape_is_found(string breach, Type shape) =>
        Assert.Contains(breach, Change(static _ => { }).Breaches(Events.Default.GetTypeInfo(shape)!));

    [Fact]
    public void What_cannot_be_read_is_found() => Assert.Contains(
        Change(static _ => { }).Breaches(Events.Default.WithTextQuantity),
        breach => breach.Contains("is not read: The JSON value could not be converted", StringComparison.Ordinal));

    [Fact]
    public void A_value_that_is_written_in_another_way_is_found() => Assert.Contains(
        "/userId is read as \"01890a5d-ac96-774b-bcce-b302099a8057\", not \"01890A5D-AC96-774B-BCCE-B302099A8057\"",
        Change(released => released.Samples[0]["userId"] = "01890A5D-AC96-774B-BCCE-B302099A8057").Breaches(Placed));

    private static ReleasedEvent Change(Action<ReleasedEvent> change)
    {
        var released = ReleasedEvent.Of(EventSamples.All[OrderPlaced.EventName]);
        change(released);

        return released;
    }

    internal sealed record WithoutTime(Guid OrderId, Guid UserId, IReadOnlyList<OrderedLine> Lines);

    internal sealed record WithRenamedTime(
        Guid OrderId, Guid UserId, IReadOnlyList<OrderedLine> Lines, DateTimeOffset At);

    internal sealed record WithOptionalUser(
        Guid OrderId, IReadOnlyList<OrderedLine> Lines, DateTimeOffset OccurredAt, string? UserId = null);

    internal sealed record WithLongQuantity(
        Guid OrderId, Guid UserId, IReadOnlyList<LongLine> Lines, DateTimeOffset OccurredAt);

    internal sealed record WithTextQuantity(
        Guid OrderId, Guid UserId, IReadOnlyList<TextLine> Lines, DateTimeOffset OccurredAt);

    internal sealed record LongLine(Guid ProductId, long Quantity);

    internal sealed record TextLine(Guid ProductId, string Quantity);

    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true)]
    [JsonSerializable(typeof(WithoutTime))]
    [JsonSerializable(typeof(WithRenamedTime))]
    [JsonSerializable(typeof(WithOptionalUser))]
    [JsonSerializable(typeof(WithLongQuantity))]
    [JsonSerializable(typeof(WithTextQuantity))]
    private sealed partial class Events : JsonSerializerContext;
}
