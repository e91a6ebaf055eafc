using System.Net.Sockets;
using System.Reflection;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name)
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    /// <summary>Adds a project of the solution, with the endpoints that its configuration declares.</summary>
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder, string name, Action<ProjectResourceOptions> configure)
        where TProject : IProjectMetadata, new()
    {
        var options = new ProjectResourceOptions();
        configure(options);
        var metadata = new TProject();
        var target = typeof(TProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .FirstOrDefault(a => a.Key == $"TargetPath:{metadata.ProjectPath}")?.Value;
        var project = builder.AddResource(new ProjectResource(name))
            .WithAnnotation(new ProjectMetadataAnnotation(metadata, target));
        var kestrel = options.ExcludeKestrelEndpoints
            ? []
            : ProjectConfiguration.KestrelEndpoints(metadata.ProjectPath, builder.Environment.EnvironmentName);
        foreach (var (endpointName, uri, http2) in kestrel)
        {
            project.WithAnnotation(new EndpointAnnotation(
                ProtocolType.Tcp, uri.Scheme, http2 ? "http2" : null, endpointName, uri.Port)
            {
                FromKestrel = true,
                TargetHost = uri.Host,
            });
        }

        return options.ExcludeLaunchProfile
            ? project
            : project.WithLaunchProfile(metadata.ProjectPath, options.LaunchProfileName, addEndpoints: kestrel.Count == 0);
    }

    /// <summary>How many processes of the project run; each has its own ports.</summary>
    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder, int replicas) =>
        builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);

    private static IResourceBuilder<ProjectResource> WithLaunchProfile(
        this IResourceBuilder<ProjectResource> project, string projectPath, string? name, bool addEndpoints)
    {
        if (ProjectConfiguration.LaunchProfile(projectPath, name) is not { } profile)
        {
            return project;
        }

        foreach (var uri in addEndpoints ? profile.Urls : [])
        {
            project.WithEndpoint(uri.Port, scheme: uri.Scheme);
        }

        return project.WithEnvironment(context =>
        {
            context.EnvironmentVariables["DOTNET_LAUNCH_PROFILE"] = profile.Name;
            foreach (var (variable, value) in profile.Variables)
            {
                context.EnvironmentVariables.TryAdd(variable, value);
            }
        });
    }
}
