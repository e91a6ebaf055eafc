using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Authentication;

public static class AccessTokenAuthenticationExtensions
{
    /// <summary>
    /// Validates access tokens (section <see cref="AccessTokenOptions.Section"/>) and authorizes by them. The token
    /// stands in the header Authorization, with or without <c>Bearer</c> before it.
    /// </summary>
    public static IHostApplicationBuilder AddAccessTokenAuthentication(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AccessTokenOptions>(AccessTokenOptions.Section);
        builder.Services.AddServiceDiscovery();
        builder.Services.AddHttpClient(DiscoveredKeySource.ClientName);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.TryAddSingleton<IAccessTokenKeySource, DiscoveredKeySource>();
        builder.Services.TryAddSingleton<AccessTokenKeyCache>();
        builder.Services.TryAddSingleton<RememberedTokens>();
        builder.Services.ConfigureOptions<JwtBearerConfiguration>();

        builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        builder.Services.AddAuthorizationBuilder()
            .AddPolicy(
                AuthorizationPolicies.Administrator,
                policy => policy.RequireRole(ShopClaims.AdministratorRole));

        return builder;
    }
}
