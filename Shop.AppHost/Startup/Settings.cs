using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Shop.AppHost.Startup;

/// <summary>Settings of the AppHost. One that cannot be understood keeps the application from starting.</summary>
internal static class Settings
{
    private const int MaximumReplicas = 100;

    /// <summary>Whether the application runs for tests, beside others: with ports and data of its own.</summary>
    public static bool IsUnderTest(this IConfiguration configuration) =>
        configuration.GetValue("DcpPublisher:RandomizePorts", false);

    public static int GetReplicas(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration["Replicas"] is not { Length: > 0 } text)
        {
            return 1;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var replicas)
            && replicas is >= 1 and <= MaximumReplicas)
        {
            return replicas;
        }

        builder.Refuse($"Replicas is '{text}'; it must be a number from 1 to {MaximumReplicas}.");

        return 1;
    }

    /// <summary>Whether the servers run in containers, or null where that depends on the machine.</summary>
    public static bool? GetContainers(this IDistributedApplicationBuilder builder)
    {
        if (builder.Configuration["Containers"] is not { Length: > 0 } text)
        {
            return null;
        }

        if (bool.TryParse(text, out var containers))
        {
            return containers;
        }

        builder.Refuse($"Containers is '{text}'; it must be true or false.");

        return false;
    }

    /// <summary>What the check throws is what the application ends with; nothing has been started then.</summary>
    public static void CheckBeforeStart(this IDistributedApplicationBuilder builder, Action check) =>
        builder.Eventing.Subscribe<BeforeStartEvent>((_, _) =>
        {
            check();

            return Task.CompletedTask;
        });

    // Later, because only the run of the application turns what it throws into one line.
    private static void Refuse(this IDistributedApplicationBuilder builder, string reason) =>
        builder.CheckBeforeStart(() => throw new DistributedApplicationException(reason));
}
