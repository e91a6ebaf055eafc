using System.Text;

namespace Shop.Faults.Attacks;

/// <summary>Bytes that no library for HTTP would send.</summary>
internal sealed class RawAttack(string name, byte[] request, params string[] right) : Attack(name, right)
{
    public override async Task<string> StrikeAsync(AttackScene scene, CancellationToken stop)
    {
        await using var connection = await scene.Stranger.ConnectAsync(stop);
        await connection.WriteAsync(request, stop);
        var answer = new byte[64 * 1024];
        var length = await connection.ReadAtLeastAsync(answer, answer.Length, throwOnEndOfStream: false, stop);
        var text = Encoding.Latin1.GetString(answer.AsSpan(0, length));

        return text.Length == 0 ? "closed" : Client.Outcome(text.Split(' ', 3)[1], text);
    }
}
