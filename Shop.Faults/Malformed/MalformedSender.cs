using System.Text.RegularExpressions;

namespace Shop.Faults.Malformed;

/// <summary>Sends what is malformed over one protocol.</summary>
internal abstract partial class MalformedSender(string protocol)
{
    public string Protocol => protocol;

    /// <summary>Sends one request, and tells what came of it.</summary>
    public abstract Task<Reply> SendAsync(Mutator mutator, CancellationToken cancellationToken);

    /// <summary>Waits until all that was sent has been dealt with, and tells what was wrong then.</summary>
    public virtual Task<string?> SettleAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    /// <summary>Whether a text tells of an exception: its type, or where it was thrown.</summary>
    protected static bool TellsOfException(string text) => Exceptions().IsMatch(text);

    [GeneratedRegex(
        @"\w+Exception\b|\bat (System|Microsoft|Shop|HotChocolate|Grpc|Npgsql)\.", RegexOptions.NonBacktracking)]
    private static partial Regex Exceptions();
}

/// <param name="Outcome">By which replies are counted.</param>
/// <param name="Wrong">What the reply must not have been; null when it is right.</param>
/// <param name="Sent">What was sent, as far as it is needed to send it again.</param>
internal sealed record Reply(string Outcome, string? Wrong = null, byte[]? Sent = null);
