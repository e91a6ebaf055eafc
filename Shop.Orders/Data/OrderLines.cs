using System.Collections.ObjectModel;
using Shop.ServiceDefaults.Errors;

namespace Shop.Orders.Data;

internal sealed record NewOrderLine(Guid ProductId, int Quantity);

/// <summary>What is ordered: each line is of another product.</summary>
internal sealed class OrderLines : ReadOnlyCollection<NewOrderLine>
{
    public const int MaxCount = 100;
    public const int MaxQuantity = 1_000_000;

    private OrderLines(IList<NewOrderLine> lines)
        : base(lines)
    {
    }

    public static OrderLines Of(params IReadOnlyList<NewOrderLine> lines)
    {
        Input.Length(lines.Count, 1, MaxCount, "lines");

        var products = new HashSet<Guid>(lines.Count);
        foreach (var (number, line) in lines.Index())
        {
            Input.Within(line.Quantity, 1, MaxQuantity, $"lines[{number}].quantity");
            if (!products.Add(line.ProductId))
            {
                throw new BadInputException(
                    $"lines[{number}].product_id", "stands in another line already.");
            }
        }

        return new OrderLines([.. lines]);
    }

    public bool AreThoseOf(Order order) =>
        order.Lines.Count == Count
        && this.All(line => order.Lines.Any(
            other => other.ProductId == line.ProductId && other.Quantity == line.Quantity));
}
