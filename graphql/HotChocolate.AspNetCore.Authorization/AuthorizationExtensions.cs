using HotChocolate.Authorization;
using HotChocolate.Execution.Configuration;
using Microsoft.AspNetCore.Authorization;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds authorization to a schema.</summary>
public static class HotChocolateAuthorizeRequestExecutorBuilder
{
    /// <summary>Makes the attribute Authorize guard fields and types.</summary>
    public static IRequestExecutorBuilder AddAuthorization(this IRequestExecutorBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddAuthorization();

        return builder.Configure(setup => setup.Guards.Add(AuthorizationGuard.For));
    }

    /// <summary>Makes the attribute Authorize guard fields and types, with these policies.</summary>
    public static IRequestExecutorBuilder AddAuthorization(
        this IRequestExecutorBuilder builder,
        Action<AuthorizationOptions> configure)
    {
        builder.AddAuthorization();
        builder.Services.Configure(configure);

        return builder;
    }
}
