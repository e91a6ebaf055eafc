namespace ChilliCream.Nitro.App;

/// <summary>The IDE page for people.</summary>
public sealed class NitroAppOptions
{
    /// <summary>Whether browsers get the page.</summary>
    public bool Enable { get; set; } = true;
}
