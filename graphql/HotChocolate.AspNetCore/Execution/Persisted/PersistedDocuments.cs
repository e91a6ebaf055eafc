using HotChocolate.Execution;
using HotChocolate.Types;

namespace HotChocolate.PersistedOperations;

/// <summary>Reads documents that requests name by an id, and stores those that come with their hash.</summary>
internal sealed class PersistedDocuments(SchemaSetup setup, IServiceProvider services)
{
    private readonly IOperationDocumentStorage? _storage = setup.Pipeline == PersistedOperationPipeline.None
        ? null
        : setup.DocumentStorage?.Invoke(services)
            ?? services.GetService(typeof(IOperationDocumentStorage)) as IOperationDocumentStorage
            ?? throw new SchemaException("Persisted operations need an operation document storage.");

    /// <exception cref="GraphQLException">Requests must not bring their documents.</exception>
    public void CheckDocumentIsAllowed(RequestSettings settings)
    {
        var options = setup.RequestOptions.PersistedOperations;
        if (options.OnlyAllowPersistedDocuments && !settings.AllowsNonPersistedOperation)
        {
            throw Refuse("Only persisted operations are allowed.", ErrorCodes.OnlyPersistedOperations);
        }
    }

    /// <summary>The text that the reference names.</summary>
    /// <exception cref="GraphQLException">There is none, or documents are not stored here.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(
        PersistedReference reference,
        CancellationToken cancellationToken)
    {
        if (_storage is null)
        {
            throw Refuse("PersistedQueryNotSupported", ErrorCodes.InvalidRequest);
        }

        var id = reference.Id ?? reference.Hash(setup.DocumentHash.Name);
        var document = OperationDocumentId.IsValid(id)
            ? await _storage.TryReadAsync(new OperationDocumentId(id!), cancellationToken)
            : null;

        return document?.ToArray() ?? throw Refuse(
            setup.Pipeline == PersistedOperationPipeline.Automatic
                ? "PersistedQueryNotFound"
                : "The specified persisted operation key is invalid.",
            ErrorCodes.PersistedOperationNotFound);
    }

    /// <summary>Stores a valid document that came with its hash; null when it came without one.</summary>
    /// <exception cref="GraphQLException">The hash is no id of a document.</exception>
    public async ValueTask<PersistedReceipt?> SaveAsync(
        PersistedReference reference,
        ReadOnlyMemory<byte> text,
        CancellationToken cancellationToken)
    {
        if (setup.Pipeline != PersistedOperationPipeline.Automatic
            || reference.Hash(setup.DocumentHash.Name) is not { } given)
        {
            return null;
        }

        if (!OperationDocumentId.IsValid(given))
        {
            throw Refuse("The hash of the document is malformed.", ErrorCodes.InvalidRequest);
        }

        var receipt = new PersistedReceipt(setup.DocumentHash, given, setup.DocumentHash.Of(text));
        if (receipt.IsPersisted)
        {
            await _storage!.SaveAsync(
                new OperationDocumentId(given), new OperationDocumentSourceText(text), cancellationToken);
        }

        return receipt;
    }

    private static GraphQLException Refuse(string message, string code) =>
        new(ErrorBuilder.New().SetMessage(message).SetCode(code).Build());
}
