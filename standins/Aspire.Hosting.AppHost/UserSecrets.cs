using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration.UserSecrets;

namespace Aspire.Hosting;

/// <summary>The user secrets of the AppHost: a JSON file in the profile of whoever runs it.</summary>
internal sealed class UserSecrets(string path)
{
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static UserSecrets? Of(Assembly? assembly) =>
        assembly?.GetCustomAttribute<UserSecretsIdAttribute>() is { } id
            ? new UserSecrets(PathHelper.GetSecretsPathFromSecretsId(id.UserSecretsId))
            : null;

    /// <summary>Returns the value that is kept, or makes one and keeps it.</summary>
    public string GetOrAdd(string key, Func<string> create)
    {
        lock (Gate)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            using var exclusive = Lock();
            var secrets = File.Exists(path) && File.ReadAllText(path) is { Length: > 0 } text
                ? JsonNode.Parse(text)!.AsObject()
                : [];
            if (secrets[key]?.GetValue<string>() is { Length: > 0 } kept)
            {
                return kept;
            }

            var value = create();
            secrets[key] = value;

            // Renamed into place, so that a reader sees the old file or the new one.
            var temporary = $"{path}.{Environment.ProcessId}";
            using (var file = new FileStream(temporary, Options()))
            {
                JsonSerializer.Serialize(file, secrets, Indented);
            }

            File.Move(temporary, path, overwrite: true);
            return value;
        }
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    // Two applications that start at once must not overwrite each other's values.
    private FileStream Lock()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return new FileStream($"{path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (attempt < 100)
            {
                Thread.Sleep(50);
            }
        }
    }
}
