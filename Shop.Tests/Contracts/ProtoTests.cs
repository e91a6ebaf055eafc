using PeerProcesses;

namespace Shop.Tests.Contracts;

public sealed class ProtoTests
{
    [NodeFact]
    public async Task The_protos_pass_the_standard_rules_of_buf() =>
        Assert.Equal("", await Buf.RunAsync("lint", Buf.Protos));
}
