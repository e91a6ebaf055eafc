using System.Runtime.CompilerServices;
using System.Text;
using Grpc.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Startup;

namespace Shop.Copies;

/// <summary>
/// Reads a source with the access token of the setting <see cref="AccessTokenSetting"/>, within the time of
/// <see cref="CopyOptions"/>.
/// </summary>
public sealed class CopyStream(IConfiguration configuration, IOptions<CopyOptions> options, TimeProvider time)
{
    /// <summary>An administrator's access token, which the sources ask for.</summary>
    public const string AccessTokenSetting = "ACCESS_TOKEN";

    /// <summary>The rows of each page of an export.</summary>
    /// <param name="service">The resource name of the service whose rows they are.</param>
    /// <param name="export">Begins the call.</param>
    /// <param name="rows">The rows of a page.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ConfigurationException">There is no access token.</exception>
    public async IAsyncEnumerable<IReadOnlyList<TCopy>> ReadAsync<TPage, TCopy>(
        string service,
        Func<CallOptions, AsyncServerStreamingCall<TPage>> export,
        Func<TPage, IEnumerable<TCopy>> rows,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var call = export(CallOptions());
        while (await MoveNextAsync(call.ResponseStream, service, cancellationToken))
        {
            yield return [.. rows(call.ResponseStream.Current)];
        }
    }

    private CallOptions CallOptions() => configuration[AccessTokenSetting] is { } token && CanBeSent(token)
        ? new CallOptions(
            new Metadata { { "authorization", token } }, time.GetUtcNow().UtcDateTime + options.Value.ExportTimeout)
        : throw new ConfigurationException(AccessTokenSetting, "needs the access token of an administrator.");

    private static bool CanBeSent(string token) =>
        !string.IsNullOrWhiteSpace(token) && Ascii.IsValid(token) && !token.Any(char.IsControl);

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

/// <summary>The rows of another service cannot be read.</summary>
internal sealed class CopySourceException(string service, string problem)
    : Exception($"The rows of the service '{service}' cannot be read: {problem}");
