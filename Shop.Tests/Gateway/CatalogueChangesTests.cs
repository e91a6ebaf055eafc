using Microsoft.Extensions.Time.Testing;
using Shop.Contracts.Events;
using Shop.Gateway.Products;
using Shop.Gateway.Products.Cache;

namespace Shop.Tests.Gateway;

public sealed class CatalogueChangesTests
{
    private static readonly TimeSpan TimeToLive = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly Guid _mug = Guid.CreateVersion7();
    private readonly CatalogueChanges _changes;

    public CatalogueChangesTests() => _changes = new CatalogueChanges(TimeToLive, _time);

    [Fact]
    public void An_answer_that_was_under_way_when_an_event_came_does_not_bring_back_what_was_before()
    {
        var answer = Ask(version: 1, stock: 7);

        _changes.Hear(State(version: 2, stock: 6));

        Assert.Equal(6, StockOf(answer));
        Assert.Equal("mug as heard", Assert.Single(_changes.Apply(answer)!).Name);
    }

    [Fact]
    public void Of_two_states_the_higher_version_stands_in_whatever_order_they_come()
    {
        var answer = Ask(version: 1, stock: 7);

        _changes.Hear(State(version: 3, stock: 5));
        _changes.Hear(State(version: 2, stock: 6));

        Assert.Equal(5, StockOf(answer));
        Assert.Equal(4, StockOf(Ask(version: 4, stock: 4)));
    }

    [Fact]
    public void Who_is_asked_after_an_event_knows_better()
    {
        _changes.Hear(State(version: 9, stock: 1));

        Assert.Equal(7, StockOf(Ask(version: 1, stock: 7)));
    }

    [Fact]
    public void A_deleted_product_is_asked_for_and_so_is_one_that_is_only_known_to_have_changed()
    {
        var answer = Ask(version: 1, stock: 7);
        var other = Ask(version: 1, stock: 7, Guid.CreateVersion7());

        _changes.Hear(State(version: 2, stock: 0) with { Deleted = true });
        _changes.Expect(other.Versions[0].Id, version: 2);

        Assert.Null(_changes.Apply(answer));
        Assert.Null(_changes.Apply(other));
        _changes.Hear(State(version: 2, stock: 6) with { ProductId = other.Versions[0].Id });
        Assert.Equal(6, StockOf(other));
    }

    [Fact]
    public void A_new_product_belongs_into_pages_with_room_alone()
    {
        var full = Ask(version: 1, stock: 7);
        var page = full with { IsOpenEnded = true };

        _changes.Grow();

        Assert.NotNull(_changes.Apply(full));
        Assert.Null(_changes.Apply(page));
        Assert.NotNull(_changes.Apply(Ask(version: 1, stock: 7) with { IsOpenEnded = true }));
    }

    [Fact]
    public void Nothing_from_before_is_used_once_changes_may_have_been_missed()
    {
        var answer = Ask(version: 1, stock: 7);

        _changes.Forget();

        Assert.Null(_changes.Apply(answer));
        Assert.NotNull(_changes.Apply(Ask(version: 1, stock: 7)));
    }

    [Fact]
    public void Old_changes_go_when_there_are_too_many_and_with_them_nothing_that_is_still_used()
    {
        Fill(CatalogueChanges.MaxProducts);
        _time.Advance(TimeToLive + TimeSpan.FromSeconds(1));
        var answer = Ask(version: 1, stock: 7);

        _changes.Hear(State(version: 2, stock: 6));

        Assert.Equal((1, 6), (_changes.Count, StockOf(answer)));
    }

    [Fact]
    public void More_changes_than_are_remembered_end_all_that_is_kept()
    {
        var answer = Ask(version: 1, stock: 7);
        _changes.Hear(State(version: 2, stock: 6));

        Fill(CatalogueChanges.MaxProducts);

        Assert.Null(_changes.Apply(answer));
        Assert.InRange(_changes.Count, 0, CatalogueChanges.MaxProducts);
    }

    private void Fill(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _changes.Hear(State(version: 2, stock: 1) with { ProductId = Guid.CreateVersion7() });
        }
    }

    // Each is asked a moment after whatever was before it, and a moment before what comes next.
    private CatalogueAnswer Ask(long version, int stock, Guid? id = null)
    {
        _time.Advance(TimeSpan.FromMilliseconds(1));
        var answer = new CatalogueAnswer(
            [new Product($"{id ?? _mug}", "mug", "A mug.", 250, stock)],
            [(id ?? _mug, version)],
            IsOpenEnded: false,
            _time.GetTimestamp());
        _time.Advance(TimeSpan.FromMilliseconds(1));

        return answer;
    }

    private ProductState State(long version, int stock) =>
        new(_mug, "mug as heard", 250, stock, Deleted: false, version);

    private int StockOf(CatalogueAnswer answer) => Assert.Single(_changes.Apply(answer)!).Stock;
}
