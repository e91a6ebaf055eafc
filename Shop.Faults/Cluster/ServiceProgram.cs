namespace Shop.Faults.Cluster;

/// <summary>The built program of a service, in the output directory of its own project.</summary>
/// <param name="Service">The service.</param>
/// <param name="Checkout">The working copy that it was built in; null is this one.</param>
internal sealed record ServiceProgram(string Service, string? Checkout = null)
{
    // <project>/bin/<configuration>/<framework>/, of this program and of the service alike.
    private static readonly string Output = Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory);

    private readonly string _directory = Path.Combine(
        Checkout ?? ThisCheckout,
        Project(Service),
        Path.GetRelativePath(Path.GetFullPath("../../..", Output), Output));

    /// <summary>The working copy that this program was built in.</summary>
    public static string ThisCheckout => Root(Output);

    /// <summary>The program beside its settings. A shell would drop variables whose names have a hyphen.</summary>
    public string[] Command(IEnumerable<KeyValuePair<string, string>> settings, params string[] arguments) =>
    [
        "env", "-C", _directory, .. settings.Select(setting => $"{setting.Key}={setting.Value}"),
        "dotnet", Path.Combine(_directory, $"{Project(Service)}.dll"), .. arguments,
    ];

    private static string Root(string directory) => File.Exists(Path.Combine(directory, "Shop.sln"))
        ? directory
        : Root(Path.GetDirectoryName(directory)!);

    private static string Project(string service) => $"Shop.{char.ToUpperInvariant(service[0])}{service[1..]}";
}
