using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <summary>Hands a connection string over as <c>ConnectionStrings__{name}</c>, and its parts one by one.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null, bool optional = false)
        where T : IResourceWithEnvironment
    {
        var name = connectionName ?? source.Resource.Name;
        var variable = source.Resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
        return builder
            .WithAnnotation(new ResourceRelationshipAnnotation(source.Resource, "Reference"))
            .WithEnvironment(context =>
            {
                context.EnvironmentVariables[variable] = new ConnectionStringReference(source.Resource, optional);
                foreach (var (property, value) in source.Resource.GetConnectionProperties())
                {
                    context.EnvironmentVariables[$"{Encode(name)}_{property.ToUpperInvariant()}"] = value;
                }
            });
    }

    /// <summary>Hands every endpoint of a service over as <c>services__{name}__{endpoint}__{index}</c>.</summary>
    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where T : IResourceWithEnvironment =>
        builder
            .WithAnnotation(new ResourceRelationshipAnnotation(source.Resource, "Reference"))
            .WithEnvironment(context =>
            {
                foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
                {
                    AddEndpoint(context, source.Resource, endpoint);
                }
            });

    public static IResourceBuilder<T> WithReference<T>(
        this IResourceBuilder<T> builder, EndpointReference endpointReference)
        where T : IResourceWithEnvironment =>
        builder
            .WithAnnotation(new ResourceRelationshipAnnotation(endpointReference.Resource, "Reference"))
            .WithEnvironment(context =>
                AddEndpoint(context, endpointReference.Resource, endpointReference.EndpointAnnotation));

    /// <summary>A name as environment variables can carry it.</summary>
    internal static string Encode(string name)
    {
        var encoded = string.Concat(name.Select(c => char.IsAsciiLetterOrDigit(c) ? char.ToUpperInvariant(c) : '_'));
        return char.IsAsciiDigit(encoded[0]) ? $"_{encoded}" : encoded;
    }

    private static void AddEndpoint(EnvironmentCallbackContext context, IResource source, EndpointAnnotation endpoint)
    {
        var variables = context.EnvironmentVariables;
        if (context.ExecutionContext.IsPublishMode)
        {
            variables[Indexed(source, endpoint, 0)] = new EndpointReference((IResourceWithEndpoints)source, endpoint.Name);
            return;
        }

        variables[$"{Encode(source.Name)}_{Encode(endpoint.Name)}"] = endpoint.AllocatedEndpoint!.UriString;
        for (var i = 0; i < endpoint.Replicas.Count; i++)
        {
            variables[Indexed(source, endpoint, i)] = endpoint.Replicas[i].UriString;
        }
    }

    private static string Indexed(IResource source, EndpointAnnotation endpoint, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"services__{source.Name}__{endpoint.Name}__{index}");
}
