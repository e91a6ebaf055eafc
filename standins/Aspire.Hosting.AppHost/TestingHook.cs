using System.Reflection;
using Microsoft.Extensions.Configuration.Memory;

namespace Aspire.Hosting;

/// <summary>Lets the testing package take over an application that the entry point of another assembly describes.</summary>
internal abstract class TestingHook
{
    private static readonly AsyncLocal<TestingHook?> Hook = new();

    public static TestingHook? Current
    {
        get => Hook.Value;
        set => Hook.Value = value;
    }

    public abstract Assembly AppHost { get; }

    public abstract string[] Args { get; }

    public abstract string EnvironmentName { get; }

    public abstract MemoryConfigurationSource DefaultConfiguration { get; }

    /// <summary>Called by the entry point's thread, which goes on when it returns.</summary>
    public abstract void Building(IDistributedApplicationBuilder builder);

    public abstract void Built(DistributedApplication application);
}
