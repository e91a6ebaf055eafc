using System.Reflection;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationTestingBuilder
{
    /// <summary>Lets an AppHost describe its application; its ports are free ones unless the arguments say otherwise.</summary>
    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        CancellationToken cancellationToken = default)
        where TEntryPoint : class => DescribeAsync(typeof(TEntryPoint), [], cancellationToken);

    public static Task<IDistributedApplicationTestingBuilder> CreateAsync<TEntryPoint>(
        string[] args, CancellationToken cancellationToken = default)
        where TEntryPoint : class => DescribeAsync(typeof(TEntryPoint), args, cancellationToken);

    /// <summary>An application that the test itself describes.</summary>
    public static IDistributedApplicationTestingBuilder Create(params string[] args)
    {
        var run = new AppHostRun(Assembly.GetCallingAssembly(), args);
        return new TestingBuilder(run, run.CreateBuilder());
    }

    private static async Task<IDistributedApplicationTestingBuilder> DescribeAsync(
        Type entryPoint, string[] args, CancellationToken cancellationToken)
    {
        var run = new AppHostRun(entryPoint.Assembly, args);
        return new TestingBuilder(run, await run.DescribeAsync(cancellationToken));
    }
}
