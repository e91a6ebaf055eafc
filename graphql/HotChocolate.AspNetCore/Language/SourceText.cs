using System.Text;

namespace HotChocolate.Language;

/// <summary>The UTF-8 text of a document, kept for the locations of later errors.</summary>
internal sealed class SourceText(byte[] utf8)
{
    private Lines? _lines;

    public int Length => utf8.Length;

    public ReadOnlySpan<byte> Span => utf8;

    /// <summary>Line and column, both from 1, columns in UTF-16 units as the reference implementation counts.</summary>
    public Location GetLocation(int offset) => (_lines ??= new Lines(utf8)).Find(offset);

    public override string ToString() => Encoding.UTF8.GetString(utf8);

    /// <summary>
    /// Where lines start and how many UTF-16 units precede each block, so that a location costs one block.
    /// </summary>
    private sealed class Lines
    {
        private const int BlockSize = 256;

        private readonly byte[] _utf8;
        private readonly List<int> _starts = [0];
        private readonly int[] _units;

        public Lines(byte[] utf8)
        {
            _utf8 = utf8;
            _units = new int[(utf8.Length / BlockSize) + 1];
            var units = 0;
            for (var i = 0; i < utf8.Length; i++)
            {
                if (i % BlockSize == 0)
                {
                    _units[i / BlockSize] = units;
                }

                units += UnitsOf(utf8[i]);
                if (utf8[i] == '\n' || (utf8[i] == '\r' && (i + 1 >= utf8.Length || utf8[i + 1] != '\n')))
                {
                    _starts.Add(i + 1);
                }
            }

            if (utf8.Length % BlockSize == 0)
            {
                _units[^1] = units;
            }
        }

        public Location Find(int offset)
        {
            var found = _starts.BinarySearch(offset);
            var line = found < 0 ? ~found - 1 : found;

            return new Location(line + 1, UnitsBefore(offset) - UnitsBefore(_starts[line]) + 1);
        }

        private int UnitsBefore(int offset)
        {
            var units = _units[offset / BlockSize];
            for (var i = offset - (offset % BlockSize); i < offset; i++)
            {
                units += UnitsOf(_utf8[i]);
            }

            return units;
        }

        // The first byte of a character counts its units; those that follow count none.
        private static int UnitsOf(byte value) => (value & 0xC0) == 0x80 ? 0 : value >= 0xF0 ? 2 : 1;
    }
}
