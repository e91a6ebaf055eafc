using PeerProcesses;

namespace Shop.Tests.Contracts;

/// <summary>Services and callers of the released version understand those of the present one.</summary>
public sealed class ReleasedProtosTests : IDisposable
{
    private const string File = "protos.binpb";
    private const string Orders = "shop/orders/v1/orders.proto";

    private readonly string _copy = Directory.CreateTempSubdirectory("shop-protos-").FullName;

    [NodeFact]
    public async Task Nothing_that_was_released_is_changed()
    {
        if (Release.BeingMade is not null)
        {
            await Buf.RunAsync(
                "build", Buf.Protos, "--as-file-descriptor-set", "--exclude-source-info", "--output",
                Release.PathOf(File));
        }

        Assert.Equal("", await BreachesAsync(Buf.Protos));
    }

    [NodeTheory]
    [InlineData("  string user_id = 2;\n", "", "Previously present field \"2\" with name \"user_id\"")]
    [InlineData("string user_id = 2;", "string user_id = 20;", "Previously present field \"2\"")]
    [InlineData("string user_id = 2;", "string owner_id = 2;", "changed name from \"user_id\" to \"owner_id\"")]
    [InlineData("int32 price_total = 6;", "int64 price_total = 6;", "changed type from \"int32\" to \"int64\"")]
    [InlineData("repeated OrderLine lines = 7;", "OrderLine lines = 7;", "changed cardinality")]
    [InlineData("ORDER_STATUS_CANCELLED = 4;", "ORDER_STATUS_CANCELED = 4;", "changed name from \"ORDER_STATUS_CAN")]
    [InlineData("rpc CancelOrder(", "rpc Cancel(", "Previously present RPC \"CancelOrder\"")]
    [InlineData("package shop.orders.v1;", "package shop.orders.v2;", "changed from \"shop.orders.v1\"")]
    public async Task What_breaks_a_released_caller_is_found(string released, string broken, string breach)
    {
        Copy(released, broken);

        Assert.Contains(breach, await BreachesAsync(_copy));
    }

    [NodeFact]
    public async Task What_is_only_added_is_no_breach()
    {
        Copy("string user_id = 2;", "string user_id = 2;\n  string note = 99;");

        Assert.Equal("", await BreachesAsync(_copy));
    }

    public void Dispose() => Directory.Delete(_copy, recursive: true);

    private static Task<string> BreachesAsync(string protos) =>
        Buf.RunAsync("breaking", protos, "--against", Release.PathOf(File));

    private void Copy(string text, string other)
    {
        foreach (var file in Directory.GetFiles(Buf.Protos, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(_copy, Path.GetRelativePath(Buf.Protos, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }

        var changed = Path.Combine(_copy, Orders);
        var before = System.IO.File.ReadAllText(changed);
        Assert.Contains(text, before);
        System.IO.File.WriteAllText(changed, before.Replace(text, other, StringComparison.Ordinal));
    }
}
