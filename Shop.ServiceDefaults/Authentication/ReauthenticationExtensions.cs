using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Shop.ServiceDefaults.Authentication;

public static class ReauthenticationExtensions
{
    /// <summary>
    /// Lets a request go on with an access token that arrived later than its headers, with or without <c>Bearer</c>
    /// before it. Whether it is valid, <see cref="CallerExtensions.FindTokenRefusal"/> says.
    /// </summary>
    public static async Task AuthenticateAgainAsync(this HttpContext context, string authorization)
    {
        context.Request.Headers.Authorization = authorization;
        context.Features.Set<AccessTokenFailure>(null);

        // A request's scope remembers its first authentication.
        await using var scope = context.RequestServices.CreateAsyncScope();
        var result = await scope.ServiceProvider.GetRequiredService<IAuthenticationService>()
            .AuthenticateAsync(context, scheme: null);
        context.User = result.Principal ?? new ClaimsPrincipal(new ClaimsIdentity());
    }
}
