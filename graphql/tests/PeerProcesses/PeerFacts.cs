using System.Runtime.CompilerServices;
using Xunit;

namespace PeerProcesses;

/// <summary>
/// A test that needs Node.js with the packages of graphql/tests/peers; skipped where they are absent.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeFactAttribute : FactAttribute
{
    public NodeFactAttribute(
        [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Peer.NodeMissing;
}

/// <summary>
/// A theory that needs Node.js with the packages of graphql/tests/peers; skipped where they are absent.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NodeTheoryAttribute : TheoryAttribute
{
    public NodeTheoryAttribute(
        [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Peer.NodeMissing;
}

/// <summary>A test that needs Python's grpcio; skipped where it is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PythonGrpcFactAttribute : FactAttribute
{
    public PythonGrpcFactAttribute(
        [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Peer.PythonGrpcMissing;
}

/// <summary>A test that needs Chromium, and Node.js as above; skipped where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute(
        [CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber) => Skip = Peer.BrowserMissing;
}
