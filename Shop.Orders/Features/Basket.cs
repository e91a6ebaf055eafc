using Shop.Orders.Data;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Features;

internal sealed record BasketLine(Guid ProductId, int Quantity);

internal sealed class Basket
{
    public const int MaxLines = 100;
    public const int MaxQuantity = 1_000_000;

    private Basket(IReadOnlyList<BasketLine> lines) => Lines = lines;

    public IReadOnlyList<BasketLine> Lines { get; }

    public static Basket Of(params IReadOnlyList<BasketLine> lines)
    {
        Input.Length(lines.Count, 1, MaxLines, "lines");

        var products = new HashSet<Guid>(lines.Count);
        foreach (var (number, line) in lines.Index())
        {
            Input.Within(line.Quantity, 1, MaxQuantity, $"lines[{number}].quantity");
            if (!products.Add(line.ProductId))
            {
                throw new BadInputException(
                    $"lines[{number}].product_id", $"'{line.ProductId}' stands in another line already.");
            }
        }

        return new Basket(lines);
    }

    public bool IsThatOf(Order order) =>
        order.Lines.Count == Lines.Count
        && Lines.All(line => order.Lines.Any(
            other => other.ProductId == line.ProductId && other.Quantity == line.Quantity));
}
