using System.Globalization;
using System.Security.Claims;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Gateway.Subscriptions;

internal static class TokenTime
{
    /// <summary>How long the user's access token is valid; null without one.</summary>
    public static TimeSpan? FindTokenTimeLeft(this ClaimsPrincipal user, TimeProvider time)
    {
        if (user.FindFirstValue(ShopClaims.Expiry) is not { } expiry)
        {
            return null;
        }

        var seconds = long.Parse(expiry, CultureInfo.InvariantCulture);
        var left = DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow();

        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
