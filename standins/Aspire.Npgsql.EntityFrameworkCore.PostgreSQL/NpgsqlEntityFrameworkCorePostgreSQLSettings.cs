namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>How a context connects to PostgreSQL and what is observed of it.</summary>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    public string? ConnectionString { get; set; }

    /// <summary>
    /// Whether a failed command or save is final; otherwise the provider's retrying execution strategy is used.
    /// </summary>
    public bool DisableRetry { get; set; }

    public bool DisableHealthChecks { get; set; }

    public bool DisableTracing { get; set; }

    public bool DisableMetrics { get; set; }

    /// <summary>Seconds to wait for a command; null is the provider's default (30).</summary>
    public int? CommandTimeout { get; set; }
}
