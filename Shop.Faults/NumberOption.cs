using System.CommandLine;

namespace Shop.Faults;

internal static class NumberOption
{
    /// <summary>An option that takes a whole number within bounds.</summary>
    /// <param name="name">With its hyphens.</param>
    /// <param name="description">What help tells of it.</param>
    /// <param name="least">The least that it takes.</param>
    /// <param name="most">The most that it takes.</param>
    /// <param name="whenAbsent">What holds without the option.</param>
    public static Option<int> Create(string name, string description, int least, int most, int? whenAbsent = null)
    {
        var option = new Option<int>(name) { Description = $"{description} ({least} to {most})" };
        if (whenAbsent is { } number)
        {
            option.DefaultValueFactory = _ => number;
        }

        option.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.Tokens is not [var token])
            {
                return;
            }

            if (!int.TryParse(token.Value, out var given) || given < least || given > most)
            {
                result.AddError($"{name} must be a whole number from {least} to {most}, not '{token.Value}'.");
            }
        });

        return option;
    }
}
