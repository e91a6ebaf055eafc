using System.Security.Claims;
using HotChocolate.AspNetCore;
using HotChocolate.Execution;
using Shop.ServiceDefaults.Authentication;

namespace Shop.Gateway.Http;

/// <summary>Lets administrators read the schema where introspection is off.</summary>
public sealed class IntrospectionInterceptor : DefaultHttpRequestInterceptor
{
    public override ValueTask OnCreateAsync(
        HttpContext context,
        IRequestExecutor requestExecutor,
        OperationRequestBuilder requestBuilder,
        CancellationToken cancellationToken)
    {
        requestBuilder.AllowIntrospectionTo(context.User);

        return base.OnCreateAsync(context, requestExecutor, requestBuilder, cancellationToken);
    }
}

internal static class IntrospectionExtensions
{
    public static void AllowIntrospectionTo(this OperationRequestBuilder request, ClaimsPrincipal user)
    {
        if (Caller.Find(user) is { IsAdministrator: true })
        {
            request.AllowIntrospection();
        }
    }
}
