namespace Shop.AppHost.Services;

/// <summary>What the build of this application has made of a service's project.</summary>
/// <param name="ProjectDirectory">Where the service finds its appsettings.json.</param>
/// <param name="Path">The executable; it is missing where the output goes to another place than <c>bin</c>.</param>
internal sealed record ServiceBinary(string ProjectDirectory, string Path)
{
    public static ServiceBinary Of(ProjectResource service)
    {
        var project = service.GetProjectMetadata().ProjectPath;
        var directory = System.IO.Path.GetDirectoryName(project)!;
        // The same configuration and framework as this one: …/bin/Debug/net10.0/.
        var output = new DirectoryInfo(System.IO.Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        var file = System.IO.Path.GetFileNameWithoutExtension(project) + (OperatingSystem.IsWindows() ? ".exe" : "");

        return new ServiceBinary(
            directory, System.IO.Path.Combine(directory, "bin", output.Parent!.Name, output.Name, file));
    }
}
