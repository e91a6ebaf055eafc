using Grpc.AspNetCore.Wire;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Grpc.AspNetCore.Server;

/// <summary>Lets a route match gRPC requests only.</summary>
internal sealed class UnimplementedConstraint : IRouteConstraint
{
    internal const string Name = "grpcunimplemented";

    public bool Match(
        HttpContext? httpContext,
        IRouter? route,
        string routeKey,
        RouteValueDictionary values,
        RouteDirection routeDirection) =>
        httpContext is null
        || (HttpMethods.IsPost(httpContext.Request.Method)
            && WireHeaders.IsGrpcContentType(httpContext.Request.ContentType));
}
