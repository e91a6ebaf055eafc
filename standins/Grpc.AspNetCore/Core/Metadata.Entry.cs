using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>One key with its text or its bytes.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters =
            SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_-.");

        private readonly string? _value;
        private readonly byte[]? _valueBytes;

        /// <summary>A text entry; the key must not end with "-bin".</summary>
        /// <exception cref="ArgumentException">The key is not valid.</exception>
        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (IsBinary)
            {
                throw new ArgumentException(
                    "Key for ASCII valued metadata entry cannot have suffix indicating binary value.", nameof(key));
            }

            ArgumentNullException.ThrowIfNull(value);
            _value = value;
        }

        /// <summary>A binary entry; the key must end with "-bin".</summary>
        /// <exception cref="ArgumentException">The key is not valid.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            if (!IsBinary)
            {
                throw new ArgumentException(
                    "Key for binary valued metadata entry needs to have '-bin' suffix indicating binary value.",
                    nameof(key));
            }

            ArgumentNullException.ThrowIfNull(valueBytes);
            _valueBytes = [.. valueBytes];
        }

        /// <summary>The key, in lower case.</summary>
        public string Key { get; }

        /// <summary>Whether the value is bytes.</summary>
        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <summary>The text.</summary>
        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value => _value ?? throw new InvalidOperationException("Cannot access string value of binary entry");

        /// <summary>The bytes; of a text entry, its ASCII bytes.</summary>
        public byte[] ValueBytes => _valueBytes is null ? Encoding.ASCII.GetBytes(_value!) : [.. _valueBytes];

        /// <inheritdoc />
        public override string ToString() => _valueBytes is null
            ? $"[Entry: key={Key}, value={_value}]"
            : $"[Entry: key={Key}, valueBytes={_valueBytes}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
            var lower = key.ToLowerInvariant();
            return lower.Length > 0 && !lower.AsSpan().ContainsAnyExcept(KeyCharacters)
                ? lower
                : throw new ArgumentException(
                    "Metadata entry key not valid. Keys can only contain lowercase alphanumeric characters, "
                        + "underscores, hyphens and dots.",
                    nameof(key));
        }
    }
}
