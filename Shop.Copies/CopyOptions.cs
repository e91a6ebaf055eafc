using Shop.ServiceDefaults.Startup;

namespace Shop.Copies;

/// <summary>The section <c>Copies</c>: how the commands about copies read their sources.</summary>
public sealed class CopyOptions
{
    public const string Section = "Copies";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>The most time that streaming all the rows of a source may take.</summary>
    [TimeBetween("00:00:01", "1.00:00:00", ErrorMessage = OutOfRange)]
    public TimeSpan ExportTimeout { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>The most time that a source may let pass between two pages.</summary>
    [TimeBetween("00:00:00.100", "00:10:00", ErrorMessage = OutOfRange)]
    public TimeSpan PageTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the check waits before it looks again at rows that differ.</summary>
    [TimeBetween("00:00:00", "00:01:00", ErrorMessage = OutOfRange)]
    public TimeSpan RecheckDelay { get; set; } = TimeSpan.FromSeconds(1);
}
