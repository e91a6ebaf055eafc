using System.ComponentModel.DataAnnotations;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Users.Features;

/// <summary>The section <c>Admin</c>: the first administrator; both values or none.</summary>
internal sealed class AdminOptions : IValidatableObject
{
    public const string Section = "Admin";

    public string? Email { get; set; }

    public string? Password { get; set; }

    public bool IsGiven => !string.IsNullOrEmpty(Email) || !string.IsNullOrEmpty(Password);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsGiven && Problem() is { } problem)
        {
            yield return new ValidationResult(problem);
        }
    }

    private string? Problem()
    {
        try
        {
            EmailAddress.Parse(Email ?? "", $"{Section}:{nameof(Email)}");
            Passwords.Password.Parse(Password ?? "", $"{Section}:{nameof(Password)}");

            return null;
        }
        catch (BadInputException exception)
        {
            return exception.Message;
        }
    }
}
