using Shop.Faults.Checker;
using Shop.Faults.Cluster;

namespace Shop.Faults.Load;

/// <summary>Keeps the stock: never asks twice, and keeps count of what is certain and what is not.</summary>
internal sealed class Administrator(RecordedClient client, AnswerBook book, Catalogue catalogue, Random random)
{
    private const int MaxSideWares = 4;

    private readonly Dictionary<string, ToldProduct> _products = [];
    private readonly Queue<Ware> _sideWares = [];

    /// <summary>What this administrator was told; to be read when it has come to rest.</summary>
    public IReadOnlyCollection<ToldProduct> Products => _products.Values;

    public async Task WorkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (random.Next(100) switch
            {
                < 70 => AddAsync(random.Next(20, 60)),
                < 90 => SubtractAsync(random.Next(1, 6)),
                _ => ReplaceSideWareAsync(),
            });
            await Pause.ForAsync(TimeSpan.FromMilliseconds(random.Next(200, 800)), stop);
        }
    }

    /// <summary>Creates a product with a name of its own; null when it is unknown whether there is one now.</summary>
    public async Task<Ware?> CreateAsync(int price, int stock)
    {
        var name = $"ware-{random.NextInt64():x}";
        var answer = await client.PostAsync(
            "createProduct",
            "mutation ($input: CreateProduct!) { createProduct(input: $input) { id } }",
            new { input = new { name, description = "Wanted", price, stock } });
        var id = answer.Data?.GetProperty("createProduct").GetProperty("id").GetGuid();
        _products[name] = new ToldProduct(id, name, price, stock, stock);

        return id is null ? null : new Ware(id.Value, name, price);
    }

    private async Task AddAsync(int units)
    {
        var ware = catalogue.Pick(random, 1)[0];
        var answer = await ChangeAsync(ware, type: 1, units);
        var told = _products[ware.Name];
        _products[ware.Name] = told with
        {
            LeastGiven = told.LeastGiven + (answer.Error is null && !answer.IsUnknown ? units : 0),
            MostGiven = told.MostGiven + (answer.Error is null || answer.IsUnknown ? units : 0),
        };
    }

    private async Task SubtractAsync(int units)
    {
        var ware = catalogue.Pick(random, 1)[0];
        var answer = await ChangeAsync(ware, type: 2, units, "OUT_OF_STOCK");
        var told = _products[ware.Name];
        _products[ware.Name] = told with
        {
            LeastGiven = told.LeastGiven - (answer.Error is null || answer.IsUnknown ? units : 0),
            MostGiven = told.MostGiven - (answer.Error is null && !answer.IsUnknown ? units : 0),
        };
    }

    /// <summary>
    /// Adds one of the products that come and go, and removes the oldest of them when there are many.
    /// </summary>
    private async Task ReplaceSideWareAsync()
    {
        if (await CreateAsync(random.Next(100, 1000), random.Next(5, 40)) is { } created)
        {
            _sideWares.Enqueue(created);
            catalogue.Add(created);
        }

        if (_sideWares.Count > MaxSideWares)
        {
            var oldest = _sideWares.Dequeue();
            oldest.MayBeDeleted = true;
            catalogue.Remove(oldest);
            var answer = await ChangeAsync(oldest, type: 3, units: 0);
            _products[oldest.Name] = _products[oldest.Name] with
            {
                Deleted = answer.IsUnknown ? null : answer.Error is null,
            };
        }
    }

    private async Task<Answer> ChangeAsync(Ware ware, int type, int units, params string[] refusals)
    {
        var answer = await client.PostAsync(
            "updateInventory",
            "mutation ($input: UpdateInventory!) { updateInventory(input: $input) { success } }",
            new { input = new { id = ware.Id, type, number = units } },
            refusals);
        if (answer.Data is { } data && !data.GetProperty("updateInventory").GetProperty("success").GetBoolean())
        {
            book.Breach($"updateInventory of {ware.Id} succeeded without success: {data}");
        }

        return answer;
    }
}
