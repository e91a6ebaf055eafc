using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;

namespace Grpc.AspNetCore.Server;

/// <summary>Answers calls of methods and services that are not there.</summary>
internal sealed class UnimplementedEndpoints(IOptions<GrpcServiceOptions> options)
{
    private readonly HashSet<string> _mapped = [];

    internal IEnumerable<IEndpointConventionBuilder> Map(
        IEndpointRouteBuilder builder, IEnumerable<string> serviceNames)
    {
        foreach (var service in serviceNames.Where(_mapped.Add))
        {
            yield return Map(
                builder,
                $"{service}/{{unimplementedMethod:{UnimplementedConstraint.Name}}}",
                $"gRPC - Unimplemented method for {service}",
                "Method is unimplemented.");
        }

        if (options.Value.IgnoreUnknownServices != true && _mapped.Add(""))
        {
            yield return Map(
                builder,
                $"{{unimplementedService}}/{{unimplementedMethod:{UnimplementedConstraint.Name}}}",
                "gRPC - Unimplemented service",
                "Service is unimplemented.");
        }
    }

    private static IEndpointConventionBuilder Map(
        IEndpointRouteBuilder builder, string pattern, string name, string detail)
    {
        Task Answer(HttpContext http)
        {
            http.Response.ContentType = WireHeaders.ContentType;
            ServerStatus.Write(http.Response.Headers, new Status(StatusCode.Unimplemented, detail), Metadata.Empty);
            return Task.CompletedTask;
        }

        return builder.Map(pattern, (RequestDelegate)Answer).WithDisplayName(name);
    }
}
