namespace Shop.LocalServers;

/// <summary>
/// A directory that stands elsewhere, with a link to it where it belongs: root may work in a home that no other user
/// can enter, and the servers are other users.
/// </summary>
internal static class RelocatedDirectory
{
    private const string Origin = "linked-from";

    /// <summary>Whether other users can enter what the directory is in.</summary>
    public static bool IsReachable(string path)
    {
        for (var directory = Directory.GetParent(path); directory is not null; directory = directory.Parent)
        {
            if (directory.Exists && !directory.UnixFileMode.HasFlag(UnixFileMode.OtherExecute))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Where a directory stands that cannot be where it belongs.</summary>
    public static string Find(string path)
    {
        var name = $"shop{path.Replace('/', '-')}";

        return $"/var/lib/{(PlainPath.Is(name) ? name : PlainPath.Name(path))}";
    }

    /// <summary>
    /// Links the directory. A checkout that was moved takes its data along, one that was copied does not.
    /// </summary>
    public static void Link(string path, string place)
    {
        var link = new DirectoryInfo(path);
        if (link.LinkTarget is { } former && former != place && !Directory.Exists(place) && IsAbandoned(former))
        {
            Directory.Move(former, place);
        }

        TraversableDirectory.Create(place);
        File.WriteAllText(Path.Combine(place, Origin), path);
        if (link.LinkTarget != place && (link.LinkTarget is not null || !link.Exists))
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Delete(path);
            Directory.CreateSymbolicLink(path, place);
        }
    }

    private static bool IsAbandoned(string place)
    {
        var origin = Path.Combine(place, Origin);

        return File.Exists(origin) && new DirectoryInfo(File.ReadAllText(origin)).LinkTarget != place;
    }
}
