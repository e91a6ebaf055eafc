using Grpc.Core;

namespace Grpc.Net.Client;

internal static class CallDeadline
{
    internal static readonly Status Exceeded = new(StatusCode.DeadlineExceeded, "");

    // The longest time that a timer takes.
    internal static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1L);

    /// <summary>The time left; null for ever.</summary>
    /// <exception cref="InvalidOperationException">The deadline is not in UTC.</exception>
    internal static TimeSpan? Remaining(DateTime? deadline)
    {
        if (deadline is not { } end || end == DateTime.MaxValue)
        {
            return null;
        }

        if (end.Kind != DateTimeKind.Utc && end != DateTime.MinValue)
        {
            throw new InvalidOperationException(
                "Deadline must have a kind DateTimeKind.Utc or be equal to DateTime.MaxValue or DateTime.MinValue.");
        }

        return end - DateTime.UtcNow;
    }
}
