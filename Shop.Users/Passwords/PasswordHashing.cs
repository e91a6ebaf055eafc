using System.Security.Cryptography;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.ServiceDefaults.Errors;

namespace Shop.Users.Passwords;

/// <summary>
/// Hashes passwords a few at a time on threads of their own: a hash takes a processor for about a tenth of a second,
/// which must not hold up the requests that need none.
/// </summary>
internal sealed class PasswordHashing : IDisposable
{
    private readonly PasswordHasher<PasswordHashing> _hasher;
    private readonly ConcurrencyLimiter _limiter;
    private readonly string _nobodysHash;

    public PasswordHashing(IOptions<PasswordOptions> options)
    {
        _hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = options.Value.Iterations }));
        _limiter = new(new ConcurrencyLimiterOptions
        {
            PermitLimit = options.Value.Concurrency,
            QueueLimit = options.Value.QueueLimit,
            QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
        });
        _nobodysHash = _hasher.HashPassword(this, Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellationToken) =>
        RunAsync(() => _hasher.HashPassword(this, password), cancellationToken);

    /// <summary>
    /// Compares; without a hash it does the same work, so that the time does not tell who has an account.
    /// </summary>
    public async Task<PasswordVerificationResult> VerifyAsync(
        string? hash,
        string password,
        CancellationToken cancellationToken)
    {
        var result = await RunAsync(
            () => _hasher.VerifyHashedPassword(this, hash ?? _nobodysHash, password), cancellationToken);

        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    public void Dispose() => _limiter.Dispose();

    private async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using var lease = await _limiter.AcquireAsync(1, cancellationToken);
        if (!lease.IsAcquired)
        {
            throw new RefusalException(
                ErrorReasons.RateLimited, "Too many logins and registrations are going on; try again in a moment.");
        }

        return await Task.Factory.StartNew(
            work, cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }
}
