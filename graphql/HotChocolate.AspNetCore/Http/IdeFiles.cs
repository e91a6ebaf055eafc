namespace HotChocolate.AspNetCore;

/// <summary>The files of the IDE, which the assembly contains.</summary>
internal static class IdeFiles
{
    private const string Prefix = "Ide/";

    /// <summary>Their contents by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = typeof(IdeFiles).Assembly
        .GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToDictionary(name => name[Prefix.Length..], Read);

    private static byte[] Read(string name)
    {
        using var stream = typeof(IdeFiles).Assembly.GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);

        return content.ToArray();
    }
}
