using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Shop.ServiceDefaults.Startup;

internal static class SecretFilesExtensions
{
    /// <summary>Where compose and Kubernetes put secrets by custom; another folder is named by this setting.</summary>
    private const string Setting = "SecretsDirectory";

    private const string DefaultDirectory = "/run/secrets";

    /// <summary>
    /// Reads settings from files, which no list of processes and no <c>inspect</c> of a container shows: the file
    /// <c>ConnectionStrings__orders-db</c> holds the setting of that name. A file counts more than the environment.
    /// </summary>
    /// <exception cref="ConfigurationException">There is no folder of the name that was given.</exception>
    public static void AddSecretFiles(this IHostApplicationBuilder builder)
    {
        var directory = builder.Configuration[Setting];
        if (directory is { Length: > 0 } && !Directory.Exists(directory))
        {
            throw new ConfigurationException(Setting, "names no folder that exists.");
        }

        directory = directory is { Length: > 0 } ? Path.GetFullPath(directory) : DefaultDirectory;
        builder.Configuration.AddKeyPerFile(directory, optional: true);
    }
}
