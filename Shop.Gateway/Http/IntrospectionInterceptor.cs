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
        if (Caller.Find(context.User) is { IsAdministrator: true })
        {
            requestBuilder.AllowIntrospection();
        }

        return base.OnCreateAsync(context, requestExecutor, requestBuilder, cancellationToken);
    }
}
