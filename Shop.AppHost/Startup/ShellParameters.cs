namespace Shop.AppHost.Startup;

internal static class ShellParameters
{
    /// <summary>
    /// Shells cannot set variables with hyphens. Aspire reads <c>Parameters__admin_password</c> only where there is no
    /// <c>Parameters:admin-password</c>, and a generated one that was kept is one: here the variable wins.
    /// </summary>
    public static void UseShellParameters(
        this IDistributedApplicationBuilder builder, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            if (builder.Configuration[$"Parameters:{name.Replace('-', '_')}"] is { Length: > 0 } value)
            {
                builder.Configuration[$"Parameters:{name}"] = value;
            }
        }
    }
}
