using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace HotChocolate.Execution;

/// <summary>
/// Keeps the most recently used documents by their text. Two generations bound it: when the young one is full it
/// becomes the old one, and what is used again moves back.
/// </summary>
internal sealed class DocumentCache(int capacity)
{
    private volatile Generation _young = new();
    private volatile Generation _old = new();

    public bool TryGet(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CachedDocument? document)
    {
        if (_young.Find(text, out _) is { } young)
        {
            document = young;

            return true;
        }

        document = _old.Find(text, out var key);
        if (document is not null)
        {
            Add(key!, document);
        }

        return document is not null;
    }

    public void Add(byte[] text, CachedDocument document)
    {
        var young = _young;
        if (young.Add(text, document) >= capacity / 2)
        {
            _old = young;
            _young = new Generation();
        }
    }

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<byte[], CachedDocument> _documents;
        private readonly ConcurrentDictionary<byte[], CachedDocument>.AlternateLookup<ReadOnlySpan<byte>> _byText;
        private int _count;

        public Generation()
        {
            _documents = new ConcurrentDictionary<byte[], CachedDocument>(Utf8Comparer.Instance);
            _byText = _documents.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        public CachedDocument? Find(ReadOnlySpan<byte> text, out byte[]? key) =>
            _byText.TryGetValue(text, out key, out var document) ? document : null;

        public int Add(byte[] text, CachedDocument document) => _documents.TryAdd(text, document)
            ? Interlocked.Increment(ref _count)
            : _count;
    }

    private sealed class Utf8Comparer
        : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static Utf8Comparer Instance { get; } = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);

            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
