using HotChocolate.Execution.Configuration;
using HotChocolate.Language;

namespace Shop.Gateway;

internal static class PersistedOperationsExtensions
{
    public static IRequestExecutorBuilder AddPersistedOperations(
        this IRequestExecutorBuilder builder, GraphQLOptions options)
    {
        builder.Services.AddMemoryCache();

        return options.PersistedOperations switch
        {
            PersistedOperations.Automatic => builder
                .AddSha256DocumentHashProvider(HashFormat.Hex)
                .UseAutomaticPersistedOperationPipeline()
                .AddInMemoryOperationDocumentStorage(),
            PersistedOperations.Trusted => builder
                .AddSha256DocumentHashProvider(HashFormat.Hex)
                .UsePersistedOperationPipeline()
                .AddFileSystemOperationDocumentStorage(options.OperationsDirectory)
                .ModifyRequestOptions(request => request.PersistedOperations.OnlyAllowPersistedDocuments = true),
            _ => builder,
        };
    }
}
