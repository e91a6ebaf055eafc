using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Errors;

namespace Shop.Products.Data;

internal sealed class Product
{
    private Product()
    {
    }

    public Guid Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Description { get; private set; } = "";

    public int Price { get; private set; }

    public int Stock { get; private set; }

    public long Version { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? DeletedAt { get; private set; }

    public static Product Create(Guid id, ProductDetails details, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = details.Name,
            Description = details.Description,
            Price = details.Price,
            Stock = details.Stock,
            Version = 1,
            CreatedAt = now.ToMicroseconds(),
        };

    public void Add(int units)
    {
        Input.Within(units, 1, int.MaxValue, "number");
        if (units > int.MaxValue - Stock)
        {
            throw new BadInputException("number", $"{units} is more than the {int.MaxValue - Stock} that still fit.");
        }

        Move(units);
    }

    public void Subtract(int units)
    {
        Input.Within(units, 1, int.MaxValue, "number");
        if (!Has(units))
        {
            throw new RefusalException(
                ErrorReasons.OutOfStock,
                $"{units} of product {Id} are to be taken away, but only {Stock} are left.");
        }

        Move(-units);
    }

    /// <summary>
    /// Takes back what a cancelled order had. The order is cancelled already, so nobody is left to refuse it to: units
    /// above the highest stock that can be kept are dropped.
    /// </summary>
    public void Return(int units) => Move(Math.Min(units, int.MaxValue - Stock));

    public void Delete(DateTimeOffset now)
    {
        Move(-Stock);
        DeletedAt = now;
    }

    public bool Has(int units) => Stock >= units;

    public ProductState ToState() => new(Id, Name, Price, Stock, DeletedAt is not null, Version);

    private void Move(int units)
    {
        Stock += units;
        Version++;
    }
}
