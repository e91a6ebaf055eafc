using Shop.ServiceDefaults.Database;

namespace Shop.Users.Tokens;

/// <summary>
/// Creates the first key before anybody can ask for it, so that no validator learns an empty key set.
/// </summary>
internal sealed class FirstSigningKey(SigningKeyRing keys) : IMigrationStep
{
    public Task RunAsync(CancellationToken cancellationToken) => keys.GetActiveAsync(cancellationToken);
}
