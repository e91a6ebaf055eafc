using System.Collections;

namespace Grpc.Core;

/// <summary>The key-value pairs that travel before and after the messages of a call.</summary>
public sealed partial class Metadata : IList<Metadata.Entry>
{
    /// <summary>Ends the keys whose values are bytes.</summary>
    public const string BinaryHeaderSuffix = "-bin";

    /// <summary>Nothing; read-only.</summary>
    public static readonly Metadata Empty = new([], isReadOnly: true);

    private readonly List<Entry> _entries;

    /// <summary>Starts empty.</summary>
    public Metadata()
        : this([], isReadOnly: false)
    {
    }

    private Metadata(List<Entry> entries, bool isReadOnly)
    {
        _entries = entries;
        IsReadOnly = isReadOnly;
    }

    /// <inheritdoc />
    public int Count => _entries.Count;

    /// <inheritdoc />
    public bool IsReadOnly { get; }

    /// <inheritdoc />
    public Entry this[int index]
    {
        get => _entries[index];
        set => Writable()[index] = value;
    }

    /// <summary>The last entry with the key, or null.</summary>
    public Entry? Get(string key) => _entries.FindLast(entry => entry.HasKey(key));

    /// <summary>The last value with the key, or null.</summary>
    public string? GetValue(string key) => Get(key)?.Value;

    /// <summary>The last bytes with the key, or null.</summary>
    public byte[]? GetValueBytes(string key) => Get(key)?.ValueBytes;

    /// <summary>Every entry with the key, in order.</summary>
    public IEnumerable<Entry> GetAll(string key) => _entries.Where(entry => entry.HasKey(key));

    /// <summary>Adds a text value.</summary>
    public void Add(string key, string value) => Add(new Entry(key, value));

    /// <summary>Adds a binary value; the key ends with "-bin".</summary>
    public void Add(string key, byte[] valueBytes) => Add(new Entry(key, valueBytes));

    /// <inheritdoc />
    public void Add(Entry item) => Writable().Add(item);

    /// <inheritdoc />
    public void Insert(int index, Entry item) => Writable().Insert(index, item);

    /// <inheritdoc />
    public bool Remove(Entry item) => Writable().Remove(item);

    /// <inheritdoc />
    public void RemoveAt(int index) => Writable().RemoveAt(index);

    /// <inheritdoc />
    public void Clear() => Writable().Clear();

    /// <inheritdoc />
    public bool Contains(Entry item) => _entries.Contains(item);

    /// <inheritdoc />
    public int IndexOf(Entry item) => _entries.IndexOf(item);

    /// <inheritdoc />
    public void CopyTo(Entry[] array, int arrayIndex) => _entries.CopyTo(array, arrayIndex);

    /// <inheritdoc />
    public IEnumerator<Entry> GetEnumerator() => _entries.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private List<Entry> Writable() =>
        IsReadOnly ? throw new InvalidOperationException("Object is read only") : _entries;
}
