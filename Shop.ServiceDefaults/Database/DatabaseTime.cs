namespace Shop.ServiceDefaults.Database;

public static class DatabaseTime
{
    /// <summary>Cuts a time to what PostgreSQL keeps, so that what is answered now is what later reads say.</summary>
    public static DateTimeOffset ToMicroseconds(this DateTimeOffset time) =>
        time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
