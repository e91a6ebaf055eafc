using System.Diagnostics.Metrics;

namespace Shop.Users;

/// <summary>The meter <c>Shop.Users</c>.</summary>
internal sealed class UsersMetrics : IDisposable
{
    public const string Name = "Shop.Users";

    private readonly Meter _meter;
    private readonly Counter<long> _succeeded;
    private readonly Counter<long> _failed;

    public UsersMetrics(IMeterFactory meterFactory)
    {
        _meter = meterFactory.Create(Name);
        _succeeded = _meter.CreateCounter<long>("shop.users.logins.succeeded", "{login}", "Logins that got a token.");
        _failed = _meter.CreateCounter<long>("shop.users.logins.failed", "{login}", "Logins with wrong credentials.");
    }

    public void LoginSucceeded() => _succeeded.Add(1);

    public void LoginFailed() => _failed.Add(1);

    public void Dispose() => _meter.Dispose();
}
