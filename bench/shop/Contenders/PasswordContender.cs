using System.Diagnostics;
using System.Security.Cryptography;
using Shop.Bench.Shop.References;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop.Contenders;

/// <summary>The hash of a password and nothing else, on every processor: no login can be faster.</summary>
internal sealed class PasswordContender : IContender
{
    // What PasswordHasher does with the settings of Shop.Users.
    private const int Iterations = 220_000;
    private const int Bytes = 32;

    public string Name => ReferenceNames.PasswordHash;

    public IEnumerable<int> At(IReadOnlyList<int> connections) => [Environment.ProcessorCount];

    public Task<long> WarmUpAsync(int connections, TimeSpan least) => Task.FromResult(0L);

    public async Task<Sample> MeasureAsync(int connections, TimeSpan duration)
    {
        using var end = new CancellationTokenSource(duration);
        var hashes = await Task.WhenAll(Enumerable.Range(0, connections).Select(
            _ => Task.Factory.StartNew(
                () => Hash(end.Token),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));

        return new Sample(hashes.Sum(hash => hash.Rate), hashes.Sum(hash => hash.Count)) { Duration = duration };
    }

    private static (long Count, double Rate) Hash(CancellationToken end)
    {
        var started = Stopwatch.GetTimestamp();
        var count = 0L;
        while (!end.IsCancellationRequested)
        {
            Rfc2898DeriveBytes.Pbkdf2(
                "correct horse battery staple"u8, "0123456789abcdef"u8, Iterations, HashAlgorithmName.SHA512, Bytes);
            count++;
        }

        return (count, count / Stopwatch.GetElapsedTime(started).TotalSeconds);
    }
}
