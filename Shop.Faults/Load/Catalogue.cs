using Shop.Faults.Checker;

namespace Shop.Faults.Load;

/// <summary>The few products that all customers want.</summary>
internal sealed class Catalogue
{
    private readonly Lock _lock = new();
    private readonly List<Ware> _wares = [];

    public void Add(Ware ware)
    {
        lock (_lock)
        {
            _wares.Add(ware);
        }
    }

    public void Remove(Ware ware)
    {
        lock (_lock)
        {
            _wares.Remove(ware);
        }
    }

    public Ware[] Pick(Random random, int count)
    {
        lock (_lock)
        {
            var wares = _wares.ToArray();
            random.Shuffle(wares);

            return wares[..Math.Min(count, wares.Length)];
        }
    }
}

/// <summary>A product that can be ordered.</summary>
internal sealed class Ware(Guid id, string name, int price)
{
    public Guid Id => id;

    public string Name => name;

    public int Price => price;

    /// <summary>Whether an administrator has asked for its removal.</summary>
    public bool MayBeDeleted { get; set; }

    public OrderedLine Line(int quantity) => new(id, quantity, price);
}
