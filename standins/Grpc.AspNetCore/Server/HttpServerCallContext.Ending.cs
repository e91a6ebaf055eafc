using Grpc.AspNetCore.Wire;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Grpc.AspNetCore.Server;

/// <summary>
/// The part that writes and ends the response. A call ends once: when its method is done, or when its deadline passes,
/// whichever comes first. The gate keeps the deadline's timer from ending a response that is being written.
/// </summary>
internal sealed partial class HttpServerCallContext
{
    private static readonly TimeSpan LongestTimer = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);
    private static readonly Status DeadlinePassed = new(StatusCode.DeadlineExceeded, "Deadline Exceeded");

    private readonly Lock _gate = new();
    private DateTime _deadline = DateTime.MaxValue;
    private CancellationTokenSource? _cancellation;
    private Timer? _timer;
    private CancellationToken _cancellationToken = http.RequestAborted;
    private Task? _deadlineAnswer;
    private Task? _cancelTask;
    private bool _hasMessages;
    private bool _isWriting;
    private bool _isDeadlinePassed;
    private bool _isEnded;

    internal void StartDeadline()
    {
        if (!GrpcTimeout.TryParse(http.Request.Headers[GrpcTimeout.Header], out var timeout))
        {
            return;
        }

        var now = DateTime.UtcNow;
        _deadline = timeout < DateTime.MaxValue - now
            ? now + timeout
            : DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted);
        _cancellationToken = _cancellation.Token;
        _timer = new Timer(
            static state => ((HttpServerCallContext)state!).PassDeadline(),
            this,
            timeout < LongestTimer ? timeout : LongestTimer,
            Timeout.InfiniteTimeSpan);
    }

    internal void Write<T>(Marshaller<T> marshaller, T message, int? maxSize)
    {
        BeginWrite();
        try
        {
            MessageWriter.Write(http.Response.BodyWriter, marshaller, message, maxSize);
            _hasMessages = true;
        }
        finally
        {
            EndWrite();
        }
    }

    internal async Task WriteAsync<T>(
        Marshaller<T> marshaller, T message, int? maxSize, bool flush, CancellationToken cancellationToken)
    {
        BeginWrite();
        try
        {
            MessageWriter.Write(http.Response.BodyWriter, marshaller, message, maxSize);
            _hasMessages = true;
            if (flush)
            {
                await http.Response.BodyWriter.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            EndWrite();
        }
    }

    internal void Fail(RpcException exception)
    {
        Status = exception.Status;
        foreach (var entry in exception.Trailers)
        {
            ResponseTrailers.Add(entry);
        }
    }

    internal async ValueTask EndAsync()
    {
        bool isFirst;
        lock (_gate)
        {
            isFirst = !_isEnded;
            _isEnded = true;
        }

        if (isFirst)
        {
            WriteStatus(_isDeadlinePassed ? DeadlinePassed : Status, _responseTrailers ?? Metadata.Empty);
        }

        if (_deadlineAnswer is not null)
        {
            await _deadlineAnswer;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_timer is null)
        {
            return;
        }

        await _timer.DisposeAsync();
        if (_cancelTask is not null)
        {
            // What a callback of the method throws on cancellation is nobody's concern any more.
            await _cancelTask.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _cancellation?.Dispose();
    }

    private void PassDeadline()
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                return;
            }

            Status = DeadlinePassed;
            _isDeadlinePassed = true;
            // While a message is being written, the method's end sends the status.
            if (!_isWriting)
            {
                _isEnded = true;
                WriteStatus(DeadlinePassed, Metadata.Empty);
                _deadlineAnswer = http.Response.CompleteAsync();
            }
        }

        _cancelTask = _cancellation?.CancelAsync();
    }

    private void WriteStatus(Status status, Metadata trailers)
    {
        if (http.Features.Get<IHttpActivityFeature>()?.Activity is { IsAllDataRequested: true } activity)
        {
            activity.SetTag("grpc.method", method.FullName);
            activity.SetTag("grpc.status_code", ServerStatus.Text(status.StatusCode));
        }

        var started = _hasMessages || http.Response.HasStarted;
        var headers = started
            ? http.Features.GetRequiredFeature<IHttpResponseTrailersFeature>().Trailers
            : http.Response.Headers;
        ServerStatus.Write(headers, status, trailers);
    }

    private void BeginWrite()
    {
        lock (_gate)
        {
            if (_isEnded)
            {
                throw new InvalidOperationException("Can't write the message because the request is complete.");
            }

            if (_isWriting)
            {
                throw new InvalidOperationException(
                    "Can't write the message because the previous write is in progress.");
            }

            _isWriting = true;
        }
    }

    private void EndWrite()
    {
        lock (_gate)
        {
            _isWriting = false;
        }
    }
}
