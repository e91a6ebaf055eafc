using System.ComponentModel.DataAnnotations;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>The section <c>AccessTokens</c>: what the users service issues and every service accepts.</summary>
public sealed class AccessTokenOptions : IValidatableObject
{
    public const string Section = "AccessTokens";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>The claim <c>iss</c> (RFC 7519, section 4.1.1).</summary>
    [Required(ErrorMessage = Section + ":{0} is missing.")]
    public string Issuer { get; set; } = "http://users";

    /// <summary>The claim <c>aud</c>.</summary>
    [Required(ErrorMessage = Section + ":{0} is missing.")]
    public string Audience { get; set; } = "shop";

    /// <summary>
    /// Where <c>/.well-known/openid-configuration</c> is found; the name is resolved by service discovery.
    /// </summary>
    [Required(ErrorMessage = Section + ":{0} is missing.")]
    public string Authority { get; set; } = "http://users";

    /// <summary>How far the clocks of two machines may differ.</summary>
    [TimeBetween("00:00:00", "00:05:00", ErrorMessage = OutOfRange)]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long loaded keys are used, and so how long a deleted key's tokens are still accepted.</summary>
    [TimeBetween("00:00:00.100", "1.00:00:00", ErrorMessage = OutOfRange)]
    public TimeSpan KeyLifetime { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// The least time between two loads that unknown keys cause, and between two tries after a failure.
    /// </summary>
    [TimeBetween("00:00:00.100", "1.00:00:00", ErrorMessage = OutOfRange)]
    public TimeSpan KeyRefreshInterval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most time that loading the keys may take.</summary>
    [TimeBetween("00:00:00.100", "00:01:00", ErrorMessage = OutOfRange)]
    public TimeSpan KeyLoadTimeout { get; set; } = TimeSpan.FromSeconds(3);

    internal string MetadataAddress => $"{Authority.TrimEnd('/')}/.well-known/openid-configuration";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            yield return new ValidationResult(
                $"{Section}:{nameof(Authority)} '{Authority}' is not an http(s) address.");
        }
    }
}
