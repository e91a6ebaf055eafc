using System.IO.Pipelines;
using Grpc.AspNetCore.Wire;
using Grpc.Core;

namespace Grpc.Net.Client;

/// <summary>One call: sends the request, reads the responses, knows the status.</summary>
internal sealed class GrpcCall<TRequest, TResponse> : IGrpcCall
    where TRequest : class
    where TResponse : class
{
    private static readonly Status CanceledByCaller = new(StatusCode.Cancelled, "Call canceled by the client.");
    private static readonly Status CanceledByDispose = new(StatusCode.Cancelled, "gRPC call disposed.");

    private readonly GrpcChannel _channel;
    private readonly Method<TRequest, TResponse> _method;
    private readonly CallOptions _options;
    // Never disposed, because callers may cancel at any time; its timer is stopped when the call ends.
    private readonly CancellationTokenSource _cancellation = new();
    private readonly CancellationTokenRegistration _callerCancellation;
    private readonly Task<HttpResponseMessage> _responseTask;
    private Outcome? _outcome;
    private HttpResponseMessage? _response;
    private PipeReader? _body;
    private bool _isCanceledByCaller;

    internal GrpcCall(GrpcChannel channel, Method<TRequest, TResponse> method, CallOptions options, TRequest request)
    {
        (_channel, _method, _options) = (channel, method, options);
        var timeout = CallDeadline.Remaining(options.Deadline);
        if (timeout <= TimeSpan.Zero)
        {
            _responseTask = Task.FromException<HttpResponseMessage>(End(CallDeadline.Exceeded).ToException());
            return;
        }

        if (timeout is { } remaining)
        {
            _cancellation.CancelAfter(remaining < CallDeadline.Longest ? remaining : CallDeadline.Longest);
        }

        _callerCancellation = options.CancellationToken.UnsafeRegister(
            static state => ((GrpcCall<TRequest, TResponse>)state!).CancelByCaller(), this);
        _responseTask = SendAsync(request, timeout);
    }

    public async Task<Metadata> GetResponseHeadersAsync() => ResponseStatus.Metadata((await _responseTask).Headers);

    public Status GetStatus() => _outcome?.Status
        ?? throw new InvalidOperationException("Unable to get the status because the call is not complete.");

    public Metadata GetTrailers() => _outcome?.Trailers
        ?? throw new InvalidOperationException("Unable to get the trailers because the call is not complete.");

    public void Dispose()
    {
        if (_outcome is null)
        {
            _ = End(CanceledByDispose);
            Cancel();
        }
    }

    internal void CancelByCaller()
    {
        _isCanceledByCaller = true;
        Cancel();
    }

    internal async Task<TResponse> ReadSingleAsync()
    {
        var response = await _responseTask;
        TResponse? message;
        try
        {
            message = await (await ReaderAsync(response)).ReadSingleAsync(
                _method.ResponseMarshaller, "Unexpected data after finished reading message.", _cancellation.Token);
        }
        catch (Exception exception)
        {
            throw Fail("Error reading the response.", exception);
        }
        finally
        {
            CompleteBody();
        }

        var (status, trailers) = ResponseStatus.ReadEnd(response);
        if (status.StatusCode == StatusCode.OK && message is null)
        {
            status = new Status(StatusCode.Internal, "Failed to deserialize response message: there is none.");
        }

        var outcome = End(status, trailers);
        return outcome.Status.StatusCode == StatusCode.OK ? message! : throw outcome.ToException();
    }

    internal async Task<TResponse?> ReadNextAsync()
    {
        if (_outcome is { } ended)
        {
            ObjectDisposedException.ThrowIf(ended.Status.Detail == CanceledByDispose.Detail, this);
            return ended.Status.StatusCode == StatusCode.OK ? null : throw ended.ToException();
        }

        var response = await _responseTask;
        TResponse? message;
        try
        {
            var reader = await ReaderAsync(response);
            message = await reader.ReadAsync(_method.ResponseMarshaller, _cancellation.Token);
        }
        catch (Exception exception)
        {
            CompleteBody();
            throw Fail("Error reading next message.", exception);
        }

        if (message is not null)
        {
            return message;
        }

        CompleteBody();
        var (status, trailers) = ResponseStatus.ReadEnd(response);
        var outcome = End(status, trailers);
        return outcome.Status.StatusCode == StatusCode.OK ? null : throw outcome.ToException();
    }

    private async Task<HttpResponseMessage> SendAsync(TRequest message, TimeSpan? timeout)
    {
        try
        {
            var request = await CallRequest.CreateAsync(
                _channel, _method, _options, message, timeout, _cancellation.Token);
            _response = await _channel.SendAsync(request, _cancellation.Token);
            _cancellation.Token.ThrowIfCancellationRequested();
        }
        catch (Exception exception)
        {
            throw Fail("Error starting gRPC call.", exception);
        }

        if (ResponseStatus.Refusal(_response) is { } refusal)
        {
            var stated = ResponseStatus.Read(_response.Headers);
            var trailers = stated is null ? null : ResponseStatus.Metadata(_response.Headers);
            throw End(stated ?? refusal, trailers).ToException();
        }

        return _response;
    }

    private async ValueTask<MessageReader> ReaderAsync(HttpResponseMessage response)
    {
        _body ??= PipeReader.Create(await response.Content.ReadAsStreamAsync(_cancellation.Token));
        var encoding = response.Headers.TryGetValues(WireHeaders.Encoding, out var values) ? values.First() : null;
        return new MessageReader(_body, encoding, _channel.MaxReceiveMessageSize, StatusCode.Internal);
    }

    private void CompleteBody() => _body?.Complete();

    private RpcException Fail(string what, Exception exception)
    {
        var status = exception switch
        {
            RpcException rpc => rpc.Status,
            _ when !_cancellation.IsCancellationRequested => TransportErrors.ToStatus(what, exception),
            _ when _isCanceledByCaller => new Status(CanceledByCaller.StatusCode, CanceledByCaller.Detail, exception),
            _ => CallDeadline.Exceeded,
        };
        return End(status).ToException();
    }

    // The first end counts, whoever comes later.
    private Outcome End(Status status, Metadata? trailers = null)
    {
        var mine = new Outcome(status, trailers ?? Metadata.Empty);
        if (Interlocked.CompareExchange(ref _outcome, mine, null) is { } first)
        {
            return first;
        }

        _cancellation.CancelAfter(Timeout.InfiniteTimeSpan);
        _callerCancellation.Unregister();
        _response?.Dispose();
        return mine;
    }

    // Disposing the response resets the stream, which tells the server.
    private void Cancel()
    {
        _cancellation.Cancel();
        _response?.Dispose();
    }

    private sealed record Outcome(Status Status, Metadata Trailers)
    {
        internal RpcException ToException() => new(Status, Trailers);
    }
}
