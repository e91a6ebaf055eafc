namespace Shop.Tests.LocalServers;

public sealed class DataDirectoryTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("shop-data-").FullName;

    // Where other users cannot go, root's data would stand elsewhere.
    public DataDirectoryTests() => TraversableDirectory.Create(_root);

    [Theory]
    [InlineData("with space")]
    [InlineData("with#hash")]
    [InlineData("it's")]
    [InlineData("with:colon")]
    [InlineData("größer")]
    public void Servers_know_a_path_that_means_something_to_them_by_another_name(string name)
    {
        var data = DataDirectory.At(Path.Combine(_root, name));
        var server = data.PathOf("server");
        using (data.Claim())
        {
            Directory.CreateDirectory(server);
            Assert.True(Directory.Exists(Path.Combine(_root, name, "server")));
            Assert.Matches("^/tmp/[a-z0-9-]+/server$", server);
        }

        Assert.Null(new FileInfo(Path.GetDirectoryName(server)!).LinkTarget);
    }

    [Fact]
    public void Servers_know_a_long_path_by_a_short_name()
    {
        var data = DataDirectory.At(Path.Combine([_root, .. Enumerable.Repeat(new string('d', 200), 4)]));
        using (data.Claim())
        {
            Assert.InRange(data.PathOf("server").Length, 1, 50);
        }
    }

    [Fact]
    public void Servers_know_any_other_path_by_its_name()
    {
        var data = Path.Combine(_root, "data");

        Assert.Equal(Path.Combine(data, "server"), DataDirectory.At(data).PathOf("server"));
    }

    [Fact]
    public void A_path_that_servers_cannot_have_is_named()
    {
        var path = Path.Combine([_root, .. Enumerable.Repeat(new string('d', 200), 5)]);

        var refusal = Assert.Throws<LocalServerException>(() => DataDirectory.At(path).Claim());

        Assert.StartsWith($"DataDirectory {path} cannot be used: ", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_stands_elsewhere_goes_with_its_link_and_is_not_shared_with_a_copy_of_it()
    {
        var (first, moved, copied) = (Checkout("first"), Checkout("moved"), Checkout("copied"));
        RelocatedDirectory.Link(first, Place("first"));
        File.WriteAllText(Path.Combine(first, "kept"), "");
        Directory.CreateSymbolicLink(copied, Place("first"));

        RelocatedDirectory.Link(copied, Place("copied"));
        Assert.False(File.Exists(Path.Combine(copied, "kept")));
        Assert.True(File.Exists(Path.Combine(first, "kept")));

        Directory.Move(Path.GetDirectoryName(first)!, Path.GetDirectoryName(moved)!);
        RelocatedDirectory.Link(moved, Place("moved"));
        Assert.True(File.Exists(Path.Combine(moved, "kept")));
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Checkout(string name)
    {
        var directory = Path.Combine(_root, name);
        if (name is not "moved")
        {
            Directory.CreateDirectory(directory);
        }

        return Path.Combine(directory, ".data");
    }

    private string Place(string name) => Path.Combine(_root, $"place-{name}");
}
