using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Shop.Contracts;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;
using Shop.Users.Passwords;
using Shop.Users.Tokens;

namespace Shop.Users.Features;

internal sealed record Login(string Email, string Password);

internal sealed class LoginHandler(
    UsersDbContext db, PasswordHashing passwords, AccessTokenIssuer tokens, UsersMetrics metrics)
{
    public async Task<AccessToken> HandleAsync(Login command, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(command.Email);
        var password = Password.Bounded(command.Password);
        var user = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(user => user.NormalizedEmail == email.Normalized, cancellationToken);

        var result = await passwords.VerifyAsync(user?.PasswordHash, password, cancellationToken);
        if (user is null || result == PasswordVerificationResult.Failed)
        {
            metrics.LoginFailed();
            throw new RefusalException(ErrorReasons.InvalidCredentials, "The e-mail or the password is wrong.");
        }

        if (result == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await RenewHashAsync(user, password, cancellationToken);
        }

        var token = await tokens.IssueAsync(user, cancellationToken);
        metrics.LoginSucceeded();

        return token;
    }

    // Only the hash that was verified is replaced: a password changed meanwhile stays.
    private async Task RenewHashAsync(User user, string password, CancellationToken cancellationToken)
    {
        var hash = await passwords.HashAsync(password, cancellationToken);

        await db.Users
            .Where(other => other.Id == user.Id && other.PasswordHash == user.PasswordHash)
            .ExecuteUpdateAsync(set => set.SetProperty(other => other.PasswordHash, hash), cancellationToken);
    }
}
