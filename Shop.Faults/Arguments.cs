using System.Globalization;

namespace Shop.Faults;

/// <summary>Options of the command line: <c>--name value</c>, each at most once.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> _options = [];

    public Arguments(IReadOnlyList<string> arguments, params string[] known)
    {
        foreach (var pair in arguments.Chunk(2))
        {
            if (!known.Contains(pair[0]))
            {
                throw new UsageException($"'{pair[0]}' is not an option; there are {string.Join(", ", known)}.");
            }

            if (pair.Length == 1)
            {
                throw new UsageException($"{pair[0]} has no value.");
            }

            if (!_options.TryAdd(pair[0], pair[1]))
            {
                throw new UsageException($"{pair[0]} is given twice.");
            }
        }
    }

    public int Number(string name, int whenAbsent, int least, int most)
    {
        if (!_options.TryGetValue(name, out var text))
        {
            return whenAbsent;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            && number >= least && number <= most
            ? number
            : throw new UsageException($"{name} must be a whole number from {least} to {most}, not '{text}'.");
    }
}

internal sealed class UsageException(string message) : Exception(message);
