using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>A project of the solution; the build makes a type <c>Projects.X</c> of each that the AppHost references.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    string ProjectPath { get; }
}

public class ProjectResourceOptions
{
    public string? LaunchProfileName { get; set; }

    /// <summary>Neither the addresses nor the variables of the launch profile.</summary>
    public bool ExcludeLaunchProfile { get; set; }

    /// <summary>Not the endpoints in the Kestrel section of the project's configuration.</summary>
    public bool ExcludeKestrelEndpoints { get; set; }
}
