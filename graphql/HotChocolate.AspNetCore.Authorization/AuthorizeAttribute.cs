using HotChocolate.Types;

namespace HotChocolate.Authorization;

/// <summary>Gives a field, or every field that returns the type, to authorized users only.</summary>
[AttributeUsage(
    AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Property | AttributeTargets.Method,
    AllowMultiple = true)]
public sealed class AuthorizeAttribute : Attribute, IGuardAttribute
{
    /// <summary>Any authenticated user.</summary>
    public AuthorizeAttribute()
    {
    }

    /// <summary>Users for whom the policy holds.</summary>
    public AuthorizeAttribute(string policy) => Policy = policy;

    /// <summary>The policy that must hold.</summary>
    public string? Policy { get; set; }

    /// <summary>The roles of which the user must have one.</summary>
    public string[]? Roles { get; set; }
}

/// <summary>Lifts the rules of the type that the field returns.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Method)]
public sealed class AllowAnonymousAttribute : Attribute;
