using Grpc.Core;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;
using Shop.Contracts;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Passwords;
using PasswordOptions = Shop.Users.Passwords.PasswordOptions;

namespace Shop.Tests.Users;

public sealed class PasswordHashingTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task A_hash_says_its_kind_and_its_iterations()
    {
        using var hashing = Create(new PasswordOptions());

        var hash = Convert.FromBase64String(await hashing.HashAsync("correct horse", None));

        // The format marker of ASP.NET Core Identity 3, HMAC-SHA512, 220,000.
        Assert.Equal([1, 0, 0, 0, 2, 0, 3, 0x5B, 0x60], hash[..9]);
    }

    [Fact]
    public async Task Only_the_right_password_is_accepted()
    {
        using var hashing = Create(new PasswordOptions { Iterations = 1000 });
        var hash = await hashing.HashAsync("correct horse", None);

        Assert.Equal(PasswordVerificationResult.Success, await hashing.VerifyAsync(hash, "correct horse", None));
        Assert.Equal(PasswordVerificationResult.Failed, await hashing.VerifyAsync(hash, "Correct horse", None));
        Assert.Equal(PasswordVerificationResult.Failed, await hashing.VerifyAsync(null, "correct horse", None));
    }

    [Fact]
    public async Task A_hash_of_fewer_iterations_asks_to_be_renewed()
    {
        using var before = Create(new PasswordOptions { Iterations = 1000 });
        using var after = Create(new PasswordOptions { Iterations = 2000 });

        var hash = await before.HashAsync("correct horse", None);

        Assert.Equal(
            PasswordVerificationResult.SuccessRehashNeeded, await after.VerifyAsync(hash, "correct horse", None));
    }

    [Fact]
    public async Task More_work_than_can_wait_is_refused()
    {
        using var hashing = Create(new PasswordOptions { Concurrency = 1, QueueLimit = 1 });
        var hashes = Enumerable.Range(0, 3).Select(_ => hashing.HashAsync("correct horse", None)).ToArray();

        var refusal = await Assert.ThrowsAsync<RefusalException>(() => hashes[2]);

        Assert.Equal((StatusCode.ResourceExhausted, ErrorReasons.RateLimited), (refusal.Status, refusal.Reason));
        await hashes[0];
        await hashes[1];
    }

    private static PasswordHashing Create(PasswordOptions options) => new(Options.Create(options));
}
