using System.Security.Claims;

namespace Shop.ServiceDefaults.Authentication;

/// <summary>Who makes a request, according to its validated access token.</summary>
public sealed record Caller(Guid UserId, bool IsAdministrator)
{
    /// <summary>The caller of an authenticated principal; null when there is none.</summary>
    public static Caller? Find(ClaimsPrincipal principal) =>
        principal.Identity is { IsAuthenticated: true }
        && Guid.TryParseExact(principal.FindFirstValue(ShopClaims.Subject), "D", out var userId)
            ? new Caller(userId, principal.IsInRole(ShopClaims.AdministratorRole))
            : null;

    /// <summary>Whether the caller may see what belongs to the user.</summary>
    public bool MaySee(Guid ownerId) => IsAdministrator || UserId == ownerId;
}
