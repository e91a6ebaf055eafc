using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace HotChocolate.Execution;

/// <summary>
/// Keeps the most recently used documents by their text. Two generations bound it: when the young one has half of the
/// bytes it becomes the old one, and what is used again moves back.
/// </summary>
/// <param name="maxSize">Bytes of texts, nodes and plans, roughly.</param>
internal sealed class DocumentCache(long maxSize)
{
    private Generation _young = new();
    private Generation _old = new();

    /// <summary>Bytes that are kept, roughly.</summary>
    public long Size => Volatile.Read(ref _young).Size + Volatile.Read(ref _old).Size;

    public bool TryGet(ReadOnlySpan<byte> text, [NotNullWhen(true)] out CachedDocument? document)
    {
        if (Volatile.Read(ref _young).Find(text, out _) is { } young)
        {
            document = young;

            return true;
        }

        document = Volatile.Read(ref _old).Find(text, out var key);
        if (document is not null)
        {
            Add(key!, document);
        }

        return document is not null;
    }

    public void Add(byte[] text, CachedDocument document)
    {
        var young = Volatile.Read(ref _young);
        if (young.TryAdd(text, document))
        {
            document.Cache = this;
            Charge(young, document.Size);
        }
    }

    /// <summary>A document that is kept has grown.</summary>
    public void Charge(long size) => Charge(Volatile.Read(ref _young), size);

    private void Charge(Generation young, long size)
    {
        if (young.Charge(size) >= maxSize / 2
            && Interlocked.CompareExchange(ref _young, new Generation(), young) == young)
        {
            Volatile.Write(ref _old, young);
        }
    }

    private sealed class Generation
    {
        private readonly ConcurrentDictionary<byte[], CachedDocument> _documents;
        private readonly ConcurrentDictionary<byte[], CachedDocument>.AlternateLookup<ReadOnlySpan<byte>> _byText;
        private long _size;

        public Generation()
        {
            _documents = new ConcurrentDictionary<byte[], CachedDocument>(Utf8Comparer.Instance);
            _byText = _documents.GetAlternateLookup<ReadOnlySpan<byte>>();
        }

        public long Size => Volatile.Read(ref _size);

        public CachedDocument? Find(ReadOnlySpan<byte> text, out byte[]? key) =>
            _byText.TryGetValue(text, out key, out var document) ? document : null;

        public bool TryAdd(byte[] text, CachedDocument document) => _documents.TryAdd(text, document);

        public long Charge(long size) => Interlocked.Add(ref _size, size);
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
