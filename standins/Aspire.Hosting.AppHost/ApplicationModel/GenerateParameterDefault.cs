using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Generates a random value from the character classes that are allowed.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    // Without the characters that are easily mistaken for one another, or special in a URI or a connection string.
    private const string LowerCase = "abcdefghjkmnpqrstuvwxyz";
    private const string UpperCase = "ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Digits = "0123456789";
    private const string SpecialCharacters = "-_.{}~()*+!";

    /// <summary>The least length; 22 letters and digits carry 128 bits.</summary>
    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public int MinLower { get; set; }

    public int MinUpper { get; set; }

    public int MinNumeric { get; set; }

    public int MinSpecial { get; set; }

    public override string GetDefaultValue()
    {
        (bool Allowed, int Least, string Characters)[] classes =
        [
            (Lower, MinLower, LowerCase),
            (Upper, MinUpper, UpperCase),
            (Numeric, MinNumeric, Digits),
            (Special, MinSpecial, SpecialCharacters),
        ];
        var allowed = string.Concat(classes.Where(c => c.Allowed).Select(c => c.Characters));
        if (allowed.Length == 0)
        {
            throw new DistributedApplicationException("A generated parameter must allow at least one kind of character.");
        }

        var characters = classes.Where(c => c.Allowed)
            .SelectMany(c => RandomNumberGenerator.GetItems<char>(c.Characters, c.Least)).ToList();
        characters.AddRange(RandomNumberGenerator.GetItems<char>(allowed, Math.Max(0, MinLength - characters.Count)));
        var value = characters.ToArray();
        RandomNumberGenerator.Shuffle<char>(value);
        return new string(value);
    }
}
