namespace Shop.LocalServers;

/// <summary>Held by the run that uses the data, until its servers have ended.</summary>
public sealed class DataClaim : IDisposable
{
    private readonly DataDirectory _data;
    private readonly FileStream _file;

    internal DataClaim(DataDirectory data)
    {
        var file = Path.Combine(data.Path, "in-use");
        try
        {
            Directory.CreateDirectory(data.Path);
            (_data, _file) = (data, new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(file))
        {
            throw new LocalServerException($"The data in {data.Path} is in use by another run.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new LocalServerException($"DataDirectory {data.Path} cannot be used: {exception.Message}");
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        if (_data.IsTemporary && Directory.Exists(_data.Path))
        {
            Directory.Delete(_data.Path, recursive: true);
        }
    }
}
