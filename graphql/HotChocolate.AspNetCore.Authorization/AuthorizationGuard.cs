using System.Reflection;
using HotChocolate.Execution;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Authorization;

/// <summary>Checks the rules of a field before its resolver runs; all of them must hold.</summary>
internal sealed class AuthorizationGuard(IReadOnlyList<AuthorizeAttribute> rules) : IFieldGuard
{
    private static readonly IError NotAuthenticated = Refusal(ErrorCodes.NotAuthenticated);
    private static readonly IError NotAuthorized = Refusal(ErrorCodes.NotAuthorized);

    /// <summary>The guard of a member, or null when nothing guards it.</summary>
    public static AuthorizationGuard? For(MemberInfo member, Type valueType, bool ofRoot)
    {
        var anonymous = member.IsDefined(typeof(AllowAnonymousAttribute));
        List<AuthorizeAttribute> rules =
        [
            .. member.GetCustomAttributes<AuthorizeAttribute>(),
            .. anonymous ? [] : valueType.GetCustomAttributes<AuthorizeAttribute>(),
            .. anonymous || !ofRoot ? [] : member.DeclaringType!.GetCustomAttributes<AuthorizeAttribute>(),
        ];

        return rules.Count == 0 ? null : new AuthorizationGuard(rules);
    }

    public async ValueTask<IError?> CheckAsync(OperationState state)
    {
        if (state.User.Identity?.IsAuthenticated != true)
        {
            return NotAuthenticated;
        }

        foreach (var rule in rules)
        {
            if (rule.Roles is { Length: > 0 } roles && !Array.Exists(roles, state.User.IsInRole))
            {
                return NotAuthorized;
            }

            if (rule.Policy is { } policy)
            {
                var service = state.Services.GetRequiredService<IAuthorizationService>();
                if (!(await service.AuthorizeAsync(state.User, null, policy)).Succeeded)
                {
                    return NotAuthorized;
                }
            }
        }

        return null;
    }

    private static IError Refusal(string code) => ErrorBuilder.New()
        .SetMessage("The current user is not authorized to access this resource.").SetCode(code).Build();
}
