namespace Shop.Users.Tokens;

internal sealed record AccessToken(string Value, DateTimeOffset ExpiresAt);
