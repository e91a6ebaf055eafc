using System.Collections.Concurrent;
using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.EndToEnd;

/// <summary>Knows the secrets that a run uses, and all that its processes log and export.</summary>
internal sealed class SecretWatch : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> _secrets = [];
    private readonly ConcurrentQueue<(string Resource, string Line)> _lines = new();
    private readonly CancellationTokenSource _ended = new();
    private OtlpCollector? _telemetry;
    private Task _reading = Task.CompletedTask;

    /// <summary>What a process has written to its console.</summary>
    public IEnumerable<string> LinesOf(string resource) =>
        _lines.Where(line => line.Resource == resource).Select(line => line.Line);

    /// <summary>Remembers a secret, and returns it.</summary>
    public string Add(string secret)
    {
        _secrets.TryAdd(secret, "of a client");

        return secret;
    }

    /// <summary>Reads what every resource logs, and remembers the parameters that are secret.</summary>
    public async Task WatchAsync(DistributedApplication app, OtlpCollector telemetry)
    {
        _telemetry = telemetry;
        var logs = app.Services.GetRequiredService<ResourceLoggerService>();
        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        foreach (var parameter in model.Resources.OfType<ParameterResource>().Where(parameter => parameter.Secret))
        {
            _secrets[(await parameter.GetValueAsync(CancellationToken.None))!] = parameter.Name;
        }

        _reading = Task.WhenAll(model.Resources.Select(resource => ReadAsync(logs, resource)));
    }

    /// <summary>Where a secret can be read.</summary>
    public IReadOnlyList<string> Leaks() =>
    [
        .. _secrets.Where(secret => _telemetry!.Contains(secret.Key))
            .Select(secret => $"a secret {secret.Value} is exported"),
        .. _lines.SelectMany(line => _secrets
            .Where(secret => line.Line.Contains(secret.Key, StringComparison.Ordinal))
            .Select(secret => $"{line.Resource} logs a secret {secret.Value}: {line.Line}")),
    ];

    public async ValueTask DisposeAsync()
    {
        await _ended.CancelAsync();
        await _reading;
        _ended.Dispose();
    }

    private async Task ReadAsync(ResourceLoggerService logs, IResource resource)
    {
        try
        {
            await foreach (var lines in logs.WatchAsync(resource).WithCancellation(_ended.Token))
            {
                foreach (var line in lines)
                {
                    _lines.Enqueue((resource.Name, line.Content));
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended.
        }
    }
}
