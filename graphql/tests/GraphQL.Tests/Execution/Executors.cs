using HotChocolate.Execution;
using HotChocolate.Execution.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace GraphQL.Tests.Execution;

internal static class Executors
{
    public static async Task<IRequestExecutor> CreateAsync(
        Action<IRequestExecutorBuilder> configure,
        Action<IServiceCollection>? services = null)
    {
        var collection = new ServiceCollection();
        services?.Invoke(collection);
        configure(collection.AddGraphQLServer(disableDefaultSecurity: true));

        return await collection.BuildServiceProvider(validateScopes: true).GetRequestExecutorAsync();
    }

    public static async Task<string> RunAsync(
        this IRequestExecutor executor,
        string document,
        IReadOnlyDictionary<string, object?>? variables = null)
    {
        var request = OperationRequestBuilder.New().SetDocument(document).SetVariableValues(variables).Build();
        await using var result = await executor.ExecuteAsync(request).WaitAsync(TimeSpan.FromSeconds(30));

        return result.ToJson();
    }
}
