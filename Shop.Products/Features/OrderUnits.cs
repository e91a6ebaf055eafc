using Shop.Contracts.Events;
using Shop.ServiceDefaults.Errors;

namespace Shop.Products.Features;

internal static class OrderUnits
{
    public static Dictionary<Guid, int> ByProduct(IReadOnlyList<OrderedLine> lines)
    {
        Input.Length(lines.Count, 1, int.MaxValue, "lines");

        var units = new Dictionary<Guid, int>(lines.Count);
        foreach (var (productId, quantity) in lines)
        {
            if (!units.TryAdd(productId, Input.Within(quantity, 1, int.MaxValue, "lines.quantity")))
            {
                throw new BadInputException("lines.productId", $"{productId} stands in more than one line.");
            }
        }

        return units;
    }
}
