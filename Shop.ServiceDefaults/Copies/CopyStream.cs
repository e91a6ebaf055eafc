using System.Runtime.CompilerServices;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Startup;

namespace Shop.ServiceDefaults.Copies;

/// <summary>Reads a source with the operator's access token, within the time of <see cref="CopyOptions"/>.</summary>
public sealed class CopyStream(IOptions<CopyOptions> options, TimeProvider time)
{
    /// <summary>The rows of each page of an export.</summary>
    /// <param name="source">Whose rows they are.</param>
    /// <param name="export">Begins the call.</param>
    /// <param name="rows">The rows of a page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">There is no access token.</exception>
    public async IAsyncEnumerable<IReadOnlyList<CopyRow>> ReadAsync<TPage>(
        ICopySource source,
        Func<CallOptions, AsyncServerStreamingCall<TPage>> export,
        Func<TPage, IEnumerable<CopyRow>> rows,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = export(CallOptions());
        while (await MoveNextAsync(call.ResponseStream, source.Service, cancellationToken))
        {
            yield return [.. rows(call.ResponseStream.Current)];
        }
    }

    private CallOptions CallOptions() => options.Value.HasAccessToken
        ? new CallOptions(
            new Metadata { { "authorization", options.Value.AccessToken! } },
            time.GetUtcNow().UtcDateTime + options.Value.ExportTimeout)
        : throw new ConfigurationException(
            $"{CopyOptions.Section}:{nameof(CopyOptions.AccessToken)}", "needs the access token of an administrator.");

    private async Task<bool> MoveNextAsync<TPage>(
        IAsyncStreamReader<TPage> pages, string service, CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(options.Value.PageTimeout);
        try
        {
            return await pages.MoveNext(timeout.Token);
        }
        catch (RpcException exception) when (!timeout.IsCancellationRequested)
        {
            throw new CopySourceException(service, Describe(exception));
        }
        catch (Exception exception) when (
            exception is RpcException or OperationCanceledException && timeout.IsCancellationRequested)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw new CopySourceException(service, $"nothing came within {options.Value.PageTimeout}.");
        }
    }

    private string Describe(RpcException exception) => exception.StatusCode switch
    {
        StatusCode.Unauthenticated => "the access token is not valid.",
        StatusCode.PermissionDenied => "the access token is not an administrator's.",
        StatusCode.DeadlineExceeded => $"it took more than {options.Value.ExportTimeout}.",
        _ => $"{exception.StatusCode} {exception.GetBaseException().Message}",
    };
}
