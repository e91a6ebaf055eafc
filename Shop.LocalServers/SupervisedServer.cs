namespace Shop.LocalServers;

/// <summary>The command line of a server for an orchestrator that ends what it has started by signals.</summary>
public static class SupervisedServer
{
    // Turns the signal that asks every process to end into the one that makes this server end at once and in order, and
    // waits until it has. What a server has to say it writes to stderr. RabbitMQ would leave a port mapper behind as a
    // daemon: one that ends with it stands there first. Where the system can do that, both end also when this shell is
    // killed; and by the directory that they are in they are known for the server's.
    private const string Supervise =
        """
        cd "$1" || exit; signal=$2; shift 2
        if command -v setpriv > /dev/null; then
          tied() { exec setpriv --pdeathsig "$@"; }
        else
          tied() { shift; exec "$@"; }
        fi
        if [ -n "$ERL_EPMD_PORT" ]; then tied TERM epmd -address 127.0.0.1 -port "$ERL_EPMD_PORT" & epmd=$!; fi
        tied "$signal" "$@" > /dev/null & server=$!
        trap 'kill -$signal $server 2> /dev/null' TERM INT HUP
        wait $server; code=$?
        while kill -0 $server 2> /dev/null; do wait $server; code=$?; done
        if [ -n "$epmd" ]; then kill $epmd 2> /dev/null; fi
        exit $code
        """;

    /// <param name="user">Who runs the server where this process is root's.</param>
    /// <param name="directory">Where the server runs: one of its own.</param>
    /// <param name="signal">Ends the server, for example TERM.</param>
    /// <param name="server">The server's own command line.</param>
    public static IReadOnlyList<string> Command(
        string user, string directory, string signal, IEnumerable<string> server) =>
        [.. LocalProgram.RunAs(user), "/bin/sh", "-c", Supervise, "sh", directory, signal, .. server];
}
