using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace Shop.LocalServers;

/// <summary>A path that every server understands, in any locale.</summary>
internal static class PlainPath
{
    private const int MaxLength = 200;

    // RabbitMQ's scripts and its configuration have a meaning of their own for others, and Erlang reads no more in C.
    private static readonly SearchValues<char> Characters =
        SearchValues.Create("/abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-+@");

    public static bool Is(string path) => path.Length <= MaxLength && !path.AsSpan().ContainsAnyExcept(Characters);

    /// <summary>A name of its own for each path, which is such a path.</summary>
    public static string Name(string path) =>
        $"shop-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)))[..16]}";
}
