using Microsoft.Extensions.Configuration;

namespace Shop.AppHost.StartUp;

/// <summary>Tells once how to sign in as the first administrator, if the password was generated.</summary>
internal sealed class Administrator(ParameterResource email, ParameterResource password, string? shownFile)
{
    /// <summary>The line to show, or null when there is nothing new to tell.</summary>
    public async Task<string?> DescribeAsync(CancellationToken cancellationToken)
    {
        var value = await password.GetValueAsync(cancellationToken);
        if (shownFile is null || File.Exists(shownFile) || !IsGenerated(value))
        {
            return null;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(shownFile)!);
        await File.WriteAllTextAsync(shownFile, string.Empty, cancellationToken);
        return $"Administrator: {await email.GetValueAsync(cancellationToken)}, password {value}";
    }

    // A generated value is kept in the user secrets; one that was given is not.
    private bool IsGenerated(string? value) => value == new ConfigurationBuilder()
        .AddUserSecrets(typeof(Administrator).Assembly, optional: true)
        .Build()[$"Parameters:{password.Name}"];
}
