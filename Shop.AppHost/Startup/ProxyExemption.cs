namespace Shop.AppHost.Startup;

/// <summary>
/// The orchestrator, its dashboard and the services talk to each other on this machine, where the proxies of the
/// environment do not lead: <c>HTTP_PROXY</c> is often set without <c>NO_PROXY</c>.
/// </summary>
internal static class ProxyExemption
{
    // Runtimes compare the text of the host, which has brackets for some of them.
    private const string Loopback = "localhost,127.0.0.1,::1,[::1]";

    // Some programs read only one of them; where both are read, the first one counts.
    private static readonly string[] Variables = ["no_proxy", "NO_PROXY"];

    /// <summary>
    /// Exempts this machine for the process, which must not have sent anything yet, and for all that it starts.
    /// </summary>
    public static void ExemptLoopback()
    {
        var value = Extend(Variables.Select(Environment.GetEnvironmentVariable));
        foreach (var variable in Variables)
        {
            Environment.SetEnvironmentVariable(variable, value);
        }
    }

    /// <param name="values">What the variables say, the one that counts first.</param>
    public static string Extend(IEnumerable<string?> values) =>
        values.FirstOrDefault(static value => value is { Length: > 0 }) is { } exempt
            ? $"{exempt},{Loopback}"
            : Loopback;
}
