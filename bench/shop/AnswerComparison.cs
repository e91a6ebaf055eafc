using System.Net;
using System.Text;
using Shop.Bench.Shop.Load;
using Shop.Bench.Shop.Scenarios;
using Shop.Bench.Shop.Servers;

namespace Shop.Bench.Shop;

/// <summary>Requires the bare endpoint to answer as the shop does, byte for byte, before orders change it.</summary>
internal sealed class AnswerComparison(IPEndPoint gateway, IPEndPoint bare, Operations operations)
{
    /// <exception cref="InvalidOperationException">Two answers differ.</exception>
    public void Require()
    {
        Require(Operations.Products(20), BareServer.ListPath(20));
        Require(Operations.Products(100), BareServer.ListPath(100));
        Require(operations.Product with { Choose = static (_, _, numbers) => numbers.Clear() }, BareServer.ProductPath);
    }

    private void Require(Operation operation, string path)
    {
        var (shops, bares) = (Ask(gateway, operation, "/graphql"), Ask(bare, operation, path));
        if (shops != bares)
        {
            throw new InvalidOperationException($"{path}: the shop answers\n{shops}\nand the bare endpoint\n{bares}");
        }
    }

    private static string Ask(IPEndPoint server, Operation operation, string path)
    {
        using var connection = new HttpConnection(server, number: 0);
        var request = new Request(operation, path, token: null);
        connection.Send(request.Next(connection: 0, new Random(0)));
        var status = connection.Receive(out var body);

        return request.IsRight(status, body)
            ? Encoding.UTF8.GetString(body)
            : throw new InvalidOperationException($"{path}: {status} {Encoding.UTF8.GetString(body)}");
    }
}
