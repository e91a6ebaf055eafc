using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Data;

namespace Shop.Users.Features;

/// <summary>
/// Registers the administrator of the section <see cref="AdminOptions.Section"/> when nobody has that e-mail. A user
/// who has it is never changed.
/// </summary>
internal sealed partial class FirstAdministrator(
    UsersDbContext db,
    RegisterUserHandler handler,
    IOptions<AdminOptions> options,
    ILogger<FirstAdministrator> logger)
    : IMigrationStep
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.IsGiven)
        {
            return;
        }

        var email = EmailAddress.Parse(options.Value.Email!);
        var existing = await db.Users.AsNoTracking()
            .SingleOrDefaultAsync(user => user.NormalizedEmail == email.Normalized, cancellationToken);
        if (existing is null)
        {
            await RegisterAsync(email, cancellationToken);
        }
        else if (!existing.IsAdministrator)
        {
            Log.NotAnAdministrator(logger, email.Value);
        }
    }

    private async Task RegisterAsync(EmailAddress email, CancellationToken cancellationToken)
    {
        var command = new RegisterUser(
            email.Value, "Administrator", options.Value.Password!, IsAdministrator: true, Caller: null);
        try
        {
            await handler.RegisterAsync(command, cancellationToken);
            Log.Registered(logger, email.Value);
        }
        catch (RefusalException)
        {
            // Another replica was faster, with the same values.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Registered the first administrator, {Email}")]
        public static partial void Registered(ILogger logger, string email);

        [LoggerMessage(LogLevel.Warning, "Admin:Email {Email} belongs to a customer, who stays one")]
        public static partial void NotAnAdministrator(ILogger logger, string email);
    }
}
