using Microsoft.EntityFrameworkCore;
using Shop.Users.Data;

namespace Shop.Users.Tokens;

/// <summary>
/// The keys of access tokens, kept in the database so that every replica signs and publishes the same.
/// </summary>
internal sealed class SigningKeyRing(UsersDbContext db, TimeProvider time)
{
    private const long CreationLock = 0x73686F706B657973;

    /// <summary>The key that signs; the first one is created.</summary>
    public async Task<SigningKey> GetActiveAsync(CancellationToken cancellationToken) =>
        await FindActiveAsync(cancellationToken) ?? await CreateFirstAsync(cancellationToken);

    /// <summary>All keys whose tokens are accepted.</summary>
    public Task<List<SigningKey>> GetAllAsync(CancellationToken cancellationToken) =>
        db.SigningKeys.AsNoTracking().OrderBy(key => key.Id).ToListAsync(cancellationToken);

    private Task<SigningKey?> FindActiveAsync(CancellationToken cancellationToken) =>
        db.SigningKeys.AsNoTracking()
            .Where(key => key.RetiredAt == null)
            .OrderByDescending(key => key.CreatedAt)
            .FirstOrDefaultAsync(cancellationToken);

    private Task<SigningKey> CreateFirstAsync(CancellationToken cancellationToken) =>
        db.Database.CreateExecutionStrategy().ExecuteAsync(CreateFirstInTransactionAsync, cancellationToken);

    private async Task<SigningKey> CreateFirstInTransactionAsync(CancellationToken cancellationToken)
    {
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);

        // Replicas that start together wait here for each other, and look again: READ COMMITTED sees the winner's key.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock({CreationLock})", cancellationToken);
        var key = await FindActiveAsync(cancellationToken);
        if (key is null)
        {
            key = SigningKey.Create(time.GetUtcNow());
            db.Add(key);
            await db.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);

        return key;
    }
}
