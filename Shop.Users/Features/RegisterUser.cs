using Microsoft.EntityFrameworkCore;
using Npgsql;
using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;
using Shop.Users.Data.Configurations;
using Shop.Users.Passwords;

namespace Shop.Users.Features;

internal sealed record RegisterUser(
    string Email,
    string Username,
    string Password,
    bool IsAdministrator,
    Caller? Caller);

internal sealed class RegisterUserHandler(UsersDbContext db, PasswordHashing passwords, TimeProvider time)
{
    public Task<UserDetails> HandleAsync(RegisterUser command, CancellationToken cancellationToken)
    {
        if (command is { IsAdministrator: true, Caller: not { IsAdministrator: true } })
        {
            throw new RefusalException(
                ErrorReasons.Forbidden, "An administrator is registered by an administrator only.");
        }

        return RegisterAsync(command, cancellationToken);
    }

    /// <summary>
    /// Registers without asking who wants it: the deployment registers its first administrator itself.
    /// </summary>
    internal async Task<UserDetails> RegisterAsync(RegisterUser command, CancellationToken cancellationToken)
    {
        var email = EmailAddress.Parse(command.Email);
        var username = Input.Text(command.Username, User.MaxUsernameLength, "username");
        var password = Password.Parse(command.Password);
        if (await db.Users.AnyAsync(user => user.NormalizedEmail == email.Normalized, cancellationToken))
        {
            throw EmailTaken();
        }

        var hash = await passwords.HashAsync(password, cancellationToken);

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var id = await db.NextIdAsync<User>(time, cancellationToken);
        var user = User.Register(id, email, username, hash, command.IsAdministrator, time.GetUtcNow());

        db.Add(user);
        db.Publish(new UserRegistered(user.Id, user.Username, user.IsAdministrator, user.RegisteredAt));

        try
        {
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.InnerException is PostgresException
        {
            SqlState: PostgresErrorCodes.UniqueViolation,
            ConstraintName: UserConfiguration.EmailIndex,
        })
        {
            throw EmailTaken();
        }

        return UserDetails.Of(user);
    }

    private static RefusalException EmailTaken() => new(ErrorReasons.EmailTaken, "The e-mail is taken.");
}
