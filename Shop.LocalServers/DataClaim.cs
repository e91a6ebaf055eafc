using System.Globalization;
using System.Text;

namespace Shop.LocalServers;

/// <summary>Held by the run that uses the data, until its servers have ended.</summary>
public sealed class DataClaim : IDisposable
{
    // What flock(2) answers on Linux and on macOS (EWOULDBLOCK), and Windows when it opens the file.
    private static readonly int[] Held = [11, 35, unchecked((int)0x80070020)];

    // PostgreSQL takes paths of at most 1,023 bytes (MAXPGPATH), and what is in the directory has names, too.
    private const int MaxPathLength = 900;

    private readonly DataDirectory _data;
    private readonly FileStream _file;

    internal DataClaim(DataDirectory data)
    {
        if (Encoding.UTF8.GetByteCount(data.Path) > MaxPathLength)
        {
            throw new LocalServerException(
                $"DataDirectory {data.Path} cannot be used: its path has more than {MaxPathLength} bytes.");
        }

        // Beside the file that is held, which nobody else can read.
        var holder = Path.Combine(data.Path, "in-use-by");
        var file = Path.Combine(data.Path, "in-use");
        try
        {
            data.Create();
            (_data, _file) = (data, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            data.Name();
            File.WriteAllText(holder, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        }
        catch (IOException exception) when (Held.Contains(exception.HResult))
        {
            throw new LocalServerException($"The data in {data.Path} is in use by another run{Describe(holder)}.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalServerException($"DataDirectory {data.Path} cannot be used: {exception.Message}");
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _data.Leave();
    }

    private static string Describe(string holder) =>
        File.Exists(holder)
        && int.TryParse(File.ReadAllText(holder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && RunningProcess.Describe(id) is { } process
            ? $", {process}"
            : "";
}
