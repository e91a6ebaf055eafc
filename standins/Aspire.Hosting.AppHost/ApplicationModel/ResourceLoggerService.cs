using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public readonly record struct LogLine(int LineNumber, string Content, bool IsErrorMessage);

/// <summary>What the resources write: their output and what the host says of them.</summary>
public class ResourceLoggerService
{
    private readonly ConcurrentDictionary<string, ResourceLog> _logs = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Everything, as it is written.</summary>
    internal event Action<string, string, LogLine>? Written;

    public ILogger GetLogger(IResource resource) => GetLog(resource.Name);

    public ILogger GetLogger(string resourceName) => GetLog(resourceName);

    /// <summary>What was written so far (the last 10,000 lines), and what will be.</summary>
    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(IResource resource) => GetLog(resource.Name).WatchAsync();

    public IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync(string resourceName) => GetLog(resourceName).WatchAsync();

    /// <summary>Ends the watching of a resource.</summary>
    public void Complete(IResource resource) => GetLog(resource.Name).Complete();

    /// <param name="resourceName">The resource.</param>
    /// <param name="source">The resource, or one replica of it.</param>
    /// <param name="content">A line.</param>
    /// <param name="isError">Whether it was written to the error output.</param>
    internal void Write(string resourceName, string source, string content, bool isError) =>
        GetLog(resourceName).Write(source, content, isError);

    private ResourceLog GetLog(string name) => _logs.GetOrAdd(name, static (n, self) => new ResourceLog(n, self), this);

    private sealed class ResourceLog(string name, ResourceLoggerService owner) : ILogger
    {
        private const int Kept = 10_000;
        private readonly Lock _gate = new();
        private readonly Queue<LogLine> _lines = [];
        private readonly List<Channel<LogLine>> _watchers = [];
        private int _count;
        private bool _completed;

        public void Write(string source, string content, bool isError)
        {
            LogLine line;
            lock (_gate)
            {
                line = new LogLine(++_count, content, isError);
                _lines.Enqueue(line);
                if (_lines.Count > Kept)
                {
                    _lines.Dequeue();
                }

                foreach (var watcher in _watchers)
                {
                    watcher.Writer.TryWrite(line);
                }
            }

            owner.Written?.Invoke(name, source, line);
        }

        public void Complete()
        {
            lock (_gate)
            {
                _completed = true;
                _watchers.ForEach(watcher => watcher.Writer.TryComplete());
            }
        }

        public async IAsyncEnumerable<IReadOnlyList<LogLine>> WatchAsync()
        {
            var channel = Channel.CreateBounded<LogLine>(
                new BoundedChannelOptions(2 * Kept) { FullMode = BoundedChannelFullMode.DropOldest });
            lock (_gate)
            {
                foreach (var line in _lines)
                {
                    channel.Writer.TryWrite(line);
                }

                _watchers.Add(channel);
                if (_completed)
                {
                    channel.Writer.TryComplete();
                }
            }

            try
            {
                await foreach (var line in channel.Reader.ReadAllAsync())
                {
                    yield return [line];
                }
            }
            finally
            {
                lock (_gate)
                {
                    _watchers.Remove(channel);
                }
            }
        }

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                Write(name, formatter(state, exception), logLevel >= LogLevel.Error);
            }
        }
    }
}
