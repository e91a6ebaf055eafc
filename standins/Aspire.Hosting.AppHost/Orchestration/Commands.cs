using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The command line that runs a resource.</summary>
internal static class Commands
{
    public static ProcessSpecification For(
        IResource resource, string id, Dictionary<string, string> variables, List<string> arguments) => resource switch
        {
            ExecutableResource executable => new(executable.Command, arguments, executable.WorkingDirectory, variables),
            ContainerResource container => Container(container, id, variables, arguments),
            _ => Project(resource, variables, arguments),
        };

    private static ProcessSpecification Project(
        IResource resource, Dictionary<string, string> variables, List<string> arguments)
    {
        var project = resource.Annotations.OfType<ProjectMetadataAnnotation>().Single();
        var directory = Path.GetDirectoryName(project.ProjectPath)!;
        var dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        return project.TargetPath is not { } target
            ? new(dotnet, ["run", "--no-launch-profile", "--project", project.ProjectPath, "--", .. arguments], directory, variables)
            : File.Exists(target)
                ? new(dotnet, [target, .. arguments], directory, variables)
                : throw new DistributedApplicationException($"The project is not built: {target} does not exist.");
    }

    // The container's variables go through the environment of the command, where no process list shows them.
    private static ProcessSpecification Container(
        ContainerResource container, string id, Dictionary<string, string> variables, List<string> arguments)
    {
        var image = container.Annotations.OfType<ContainerImageAnnotation>().Single();
        List<string> line = ["run", "--rm", "--init", "--name", id];
        foreach (var endpoint in container.Annotations.OfType<EndpointAnnotation>())
        {
            line.AddRange("--publish", string.Create(
                CultureInfo.InvariantCulture,
                $"127.0.0.1:{endpoint.Replicas[0].Port}:{endpoint.TargetPort ?? endpoint.Replicas[0].Port}"));
        }

        foreach (var mount in container.Annotations.OfType<ContainerMountAnnotation>())
        {
            line.AddRange("--volume", $"{mount.Source}:{mount.Target}{(mount.IsReadOnly ? ":ro" : string.Empty)}");
        }

        foreach (var variable in variables.Keys)
        {
            line.AddRange("--env", variable);
        }

        if (container.Entrypoint is { } entrypoint)
        {
            line.AddRange("--entrypoint", entrypoint);
        }

        var registry = image.Registry is null ? string.Empty : $"{image.Registry}/";
        line.Add($"{registry}{image.Image}:{image.Tag}");
        line.AddRange(arguments);
        foreach (var name in new[] { "PATH", "HOME", "DOCKER_HOST" })
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables.TryAdd(name, value);
            }
        }

        return new ProcessSpecification("docker", line, Directory.GetCurrentDirectory(), variables);
    }

    private static void AddRange(this List<string> line, string option, string value) => line.AddRange([option, value]);
}
