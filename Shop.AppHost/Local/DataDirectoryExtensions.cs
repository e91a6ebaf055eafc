using Microsoft.Extensions.DependencyInjection;
using Shop.AppHost.Startup;
using Shop.LocalServers;

namespace Shop.AppHost.Local;

internal static class DataDirectoryExtensions
{
    /// <summary>
    /// Where the local servers keep their data: beside the AppHost, or in tests in a place that is removed.
    /// </summary>
    public static DataDirectory GetDataDirectory(this IDistributedApplicationBuilder builder)
    {
        if (builder.Services.FirstOrDefault(s => s.ServiceType == typeof(DataDirectory)) is { } existing)
        {
            return (DataDirectory)existing.ImplementationInstance!;
        }

        var configured = builder.Configuration["DataDirectory"];
        var data = configured is null && builder.Configuration.IsUnderTest()
            ? DataDirectory.Temporary()
            : DataDirectory.At(Path.GetFullPath(configured ?? ".data", builder.AppHostDirectory));
        builder.Services.AddSingleton(data);
        // Disposed with the application, when its servers have ended.
        builder.Services.AddSingleton(_ => data.Claim());
        builder.BeforeStart((start, _) =>
        {
            start.Services.GetRequiredService<DataClaim>();

            return Task.CompletedTask;
        });

        return data;
    }
}
