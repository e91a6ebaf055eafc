namespace Shop.ServiceDefaults.Copies;

/// <summary>How a service streams its rows to those that copy them.</summary>
public static class CopyExport
{
    /// <summary>Rows of a page: one query, and one message far below the 4 MB that a gRPC client takes.</summary>
    public const int PageSize = 500;
}
