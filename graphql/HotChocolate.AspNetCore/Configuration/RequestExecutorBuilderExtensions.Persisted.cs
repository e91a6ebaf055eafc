using HotChocolate.Execution.Configuration;
using HotChocolate.Language;
using HotChocolate.PersistedOperations;

namespace Microsoft.Extensions.DependencyInjection;

public static partial class RequestExecutorBuilderExtensions
{
    /// <summary>Takes <c>id</c>, <c>documentId</c> or <c>extensions.persistedQuery</c> for a stored document.</summary>
    public static IRequestExecutorBuilder UsePersistedOperationPipeline(this IRequestExecutorBuilder builder) =>
        builder.Configure(static setup => setup.Pipeline = PersistedOperationPipeline.Persisted);

    /// <summary>Stores documents that come with their hash, by Apollo's protocol.</summary>
    public static IRequestExecutorBuilder UseAutomaticPersistedOperationPipeline(
        this IRequestExecutorBuilder builder) =>
        builder.Configure(static setup => setup.Pipeline = PersistedOperationPipeline.Automatic);

    /// <summary>Names documents by their MD5, as is done unless another hash is chosen, then in hexadecimal.</summary>
    public static IRequestExecutorBuilder AddMD5DocumentHashProvider(
        this IRequestExecutorBuilder builder,
        HashFormat format = HashFormat.Base64) =>
        builder.Configure(setup => setup.DocumentHash = DocumentHash.Md5(format));

    /// <summary>Names documents by their SHA-1.</summary>
    public static IRequestExecutorBuilder AddSha1DocumentHashProvider(
        this IRequestExecutorBuilder builder,
        HashFormat format = HashFormat.Base64) =>
        builder.Configure(setup => setup.DocumentHash = DocumentHash.Sha1(format));

    /// <summary>Names documents by their SHA-256.</summary>
    public static IRequestExecutorBuilder AddSha256DocumentHashProvider(
        this IRequestExecutorBuilder builder,
        HashFormat format = HashFormat.Base64) =>
        builder.Configure(setup => setup.DocumentHash = DocumentHash.Sha256(format));
}
