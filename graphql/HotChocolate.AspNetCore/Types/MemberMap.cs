using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace HotChocolate.Types;

internal interface INamed
{
    string Name { get; }
}

/// <summary>Members in the order of their declaration, also found by name.</summary>
internal sealed class MemberMap<T> : IReadOnlyList<T>
    where T : class, INamed
{
    private readonly T[] _items;
    private readonly Dictionary<string, T> _byName;

    public MemberMap(IEnumerable<T> items)
    {
        _items = [.. items];
        _byName = new Dictionary<string, T>(_items.Length, StringComparer.Ordinal);
        foreach (var item in _items)
        {
            if (!_byName.TryAdd(item.Name, item))
            {
                throw new SchemaException($"The name {item.Name} is used twice.");
            }
        }
    }

    public static MemberMap<T> Empty { get; } = new([]);

    public int Count => _items.Length;

    public T this[int index] => _items[index];

    public bool TryGet(string name, [NotNullWhen(true)] out T? member) => _byName.TryGetValue(name, out member);

    public T? Find(string name) => _byName.GetValueOrDefault(name);

    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _items.GetEnumerator();
}
