namespace Shop.AppHost.Local;

/// <summary>A server that is installed on this machine and runs as a process of the application.</summary>
internal abstract class LocalServerResource(string name) : ExecutableResource(name, Starter, "/"), IResourceWithConnectionString
{
    // Between the application and the server: turns the signal that asks every resource to end into the one that makes
    // this server end at once and in order, and waits until it has. What a server has to say it writes to stderr.
    private const string Supervise = """
        signal=$1; shift
        if [ -n "$ERL_EPMD_PORT" ]; then epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" & epmd=$!; fi
        "$@" >/dev/null & server=$!
        trap 'kill -$signal $server 2>/dev/null' TERM INT HUP
        wait $server; code=$?
        while kill -0 $server 2>/dev/null; do wait $server; code=$?; done
        if [ -n "$epmd" ]; then kill $epmd 2>/dev/null; fi
        exit $code
        """;

    private static readonly string Starter = LocalProcess.IsRoot ? "setpriv" : "/bin/sh";

    public EndpointReference PrimaryEndpoint => new(this, LocalServers.EndpointName);

    public abstract ReferenceExpression ConnectionStringExpression { get; }

    /// <summary>The arguments that run a server as a user under supervision.</summary>
    public static IEnumerable<string> Supervised(string user, string signal) =>
        [.. LocalProcess.RunAs(user).Skip(1), .. LocalProcess.IsRoot ? ["/bin/sh"] : Array.Empty<string>(), "-c", Supervise, "sh", signal];
}
