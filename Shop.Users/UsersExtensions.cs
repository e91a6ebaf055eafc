using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Startup;
using Shop.Users.Features;
using Shop.Users.Passwords;
using Shop.Users.Tokens;

namespace Shop.Users;

internal static class UsersExtensions
{
    public static void AddUsers(this IHostApplicationBuilder builder)
    {
        builder.AddValidatedOptions<AdminOptions>(AdminOptions.Section);
        builder.AddValidatedOptions<PasswordOptions>(PasswordOptions.Section);
        builder.AddValidatedOptions<TokenOptions>(TokenOptions.Section);

        builder.Services.AddSingleton<UsersMetrics>();
        builder.Services.AddSingleton<PasswordHashing>();
        builder.Services.AddSingleton<IAccessTokenKeySource, StoredKeySource>();
        builder.Services.AddScoped<SigningKeyRing>();
        builder.Services.AddScoped<AccessTokenIssuer>();

        builder.Services.AddScoped<GetUserHandler>();
        builder.Services.AddScoped<GetUsersHandler>();
        builder.Services.AddScoped<BatchGetUsersHandler>();
        builder.Services.AddScoped<LoginHandler>();
        builder.Services.AddScoped<RegisterUserHandler>();
        builder.Services.AddScoped<IMigrationStep, FirstSigningKey>();
        builder.Services.AddScoped<IMigrationStep, FirstAdministrator>();
    }
}
