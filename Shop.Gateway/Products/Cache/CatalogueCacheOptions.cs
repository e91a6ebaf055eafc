using System.ComponentModel.DataAnnotations;
using Shop.ServiceDefaults.Startup;

namespace Shop.Gateway.Products.Cache;

internal sealed class CatalogueCacheOptions
{
    public const string Section = "CatalogueCache";

    private const string OutOfRange = Section + ":{0} must be between {1} and {2}.";

    /// <summary>Whether products are kept at all; without it each read asks the products service.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>
    /// How long an answer of the products service is used, from the moment at which it was asked: what is shown is no
    /// older than that, whatever becomes of the events.
    /// </summary>
    [TimeBetween("00:00:00.100", "00:10:00", ErrorMessage = OutOfRange)]
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Mebibytes of all that is kept.</summary>
    [Range(1, 16_384, ErrorMessage = OutOfRange)]
    public int MaxSizeMiB { get; set; } = 64;
}
