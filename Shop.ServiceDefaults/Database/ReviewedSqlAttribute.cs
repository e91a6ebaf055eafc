namespace Shop.ServiceDefaults.Database;

/// <summary>
/// A migration whose SQL no test can judge. Somebody has, and says why an older version survives it while it serves.
/// </summary>
/// <param name="because">Why older versions go on reading and writing, and no lock keeps them from it for long.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ReviewedSqlAttribute(string because) : Attribute
{
    public string Because { get; } = because;
}
