namespace Shop.AppHost.Startup;

/// <summary>
/// Tells once how to sign in as the first administrator, if the password was generated. Who is known already keeps the
/// password of their first start.
/// </summary>
internal sealed class Administrator(
    ParameterResource email, ParameterResource password, Func<string?> generated, string? shownFile)
{
    /// <summary>The line to show, or null when there is nothing new to tell.</summary>
    public async Task<string?> DescribeAsync(CancellationToken cancellationToken)
    {
        var name = await email.GetValueAsync(cancellationToken);
        if (shownFile is null || name is null || await IsKnownAsync(name, shownFile, cancellationToken))
        {
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(shownFile)!);
        await File.AppendAllLinesAsync(shownFile, [name], cancellationToken);
        var value = await password.GetValueAsync(cancellationToken);

        return value == generated() ? $"Administrator: {name}, password {value}" : null;
    }

    private static async Task<bool> IsKnownAsync(string name, string shownFile, CancellationToken cancellationToken) =>
        File.Exists(shownFile)
        && (await File.ReadAllLinesAsync(shownFile, cancellationToken))
            .Contains(name, StringComparer.OrdinalIgnoreCase);
}
