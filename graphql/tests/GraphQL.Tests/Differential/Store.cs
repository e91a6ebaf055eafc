using HotChocolate;
using HotChocolate.Types;

namespace GraphQL.Tests.Differential;

/// <summary>The API of a small store with values, the same as <c>peers/store.mjs</c> has them.</summary>
internal static class Store
{
    public enum OrderStatus
    {
        Pending,
        Confirmed,
        Rejected,
    }

    private static string Id(int n) => $"00000000-0000-0000-0000-00000000000{n}";

    private static string Day(int n) => $"2026-01-0{n}T10:00:00.000Z";

    private static GraphQLException Unknown() => new GraphQLException("Unknown.");

    private static IReadOnlyList<Order> Orders =>
        [new(1, [new("1", 2)]), new(2, [new("2", 1), new("4", 3)]), new(3, [])];

    private static List<T> Page<T>(IEnumerable<T> all, int? first, string? after, Func<T, string> idOf) =>
        [.. all.Where(one => after is null || string.CompareOrdinal(idOf(one), after) > 0).Take(first ?? 100)];

    private static async Task<T> Later<T>(T value)
    {
        await Task.Yield();

        return value;
    }

    public sealed record User(
        [property: GraphQLType<NonNullType<IdType>>] string Id,
        string Username,
        string Email,
        int Type,
        string CreatedAt)
    {
        public static User Of(int n) => new(Store.Id(n), $"user{n}", $"u{n}@example.com", n == 1 ? 1 : 0, Day(n));
    }

    public sealed record Product(
        [property: GraphQLType<NonNullType<IdType>>] string Id,
        string Name,
        string? Description,
        int Price,
        double? Weight)
    {
        public int Stock => Id == "3" ? throw Unknown() : int.Parse(Id, null) * 10;

        public static Product Of(int n) =>
            new($"{n}", $"Product {n}", n == 2 ? null : "Élan \"vital\"", n * 995, n / 4.0);
    }

    public sealed record OrderProduct([property: GraphQLType<NonNullType<IdType>>] string ProductId, int Quantity)
    {
        public int Price => int.Parse(ProductId, null) * 995;

        public Task<Product?> GetProductAsync() =>
            Later(ProductId == "4" ? null : Product.Of(int.Parse(ProductId, null)));
    }

    public sealed record OrderEvent(string Type, string At);

    public sealed class Order(int n, IReadOnlyList<OrderProduct> lines, string? key = null)
    {
        [GraphQLType<NonNullType<IdType>>]
        public string Id => $"{n}";

        [GraphQLType<NonNullType<IdType>>]
        public string UserId => Store.Id(n);

        public OrderStatus Status => (OrderStatus)(n % 3);

        public string? Reason => n % 3 == 2 ? "Out of stock." : null;

        public int Total => lines.Sum(line => checked(line.Price * line.Quantity));

        public IReadOnlyList<OrderProduct> Lines => lines;

        public async Task<IReadOnlyList<OrderEvent>> GetEventsAsync() =>
            await Later(n) == 3 ? throw Unknown() : [new OrderEvent("PLACED", Day(n))];

        public Task<User?> GetUserAsync() => Later(n == 3 ? null : User.Of(n));

        public string? Key => key;
    }

    public sealed record OrderFilter(IReadOnlyList<OrderStatus> Statuses, int? Minimum);

    public sealed record NewUser(string Email, string Username, int Type, string Password);

    public sealed record CreateProduct(string Name, int Price, double? Weight);

    public sealed record PlaceOrderLine(
        [property: GraphQLType<NonNullType<IdType>>] string ProductId, int Quantity = 1);

    public sealed record PlaceOrder(IReadOnlyList<PlaceOrderLine> Lines, string? IdempotencyKey);

    public sealed class Query
    {
        public async Task<IReadOnlyList<User>> GetUsersAsync(int? first, [GraphQLType<IdType>] string? after) =>
            Page(await Later<User[]>([User.Of(1), User.Of(2)]), first, after, user => user.Id);

        public async Task<User> GetUserAsync([GraphQLType<NonNullType<IdType>>] string id) =>
            await Later<User[]>([User.Of(1), User.Of(2)]) is var all
                ? Array.Find(all, user => user.Id == id) ?? throw Unknown()
                : throw Unknown();

        public User Me => User.Of(1);

        public async Task<IReadOnlyList<Product>> GetProductsAsync(int? first, [GraphQLType<IdType>] string? after) =>
            Page(await Later<Product[]>([Product.Of(1), Product.Of(2), Product.Of(3)]), first, after, one => one.Id);

        public async Task<Product> GetProductAsync([GraphQLType<NonNullType<IdType>>] string id) =>
            await Later(id) is "1" or "2" or "3" ? Product.Of(int.Parse(id, null)) : throw Unknown();

        public async Task<IReadOnlyList<Order>> GetOrdersAsync(int? first, [GraphQLType<IdType>] string? after) =>
            Page(await Later(Orders), first, after, order => order.Id);

        public async Task<Order> GetOrderAsync([GraphQLType<NonNullType<IdType>>] string id) =>
            (await Later(Orders)).FirstOrDefault(order => order.Id == id) ?? throw Unknown();

        public IReadOnlyList<Order> Search(OrderFilter? filter) =>
        [
            .. Orders.Where(order => filter is null
                || (filter.Statuses.Contains(order.Status)
                    && (filter.Minimum is null || order.Total >= filter.Minimum))),
        ];
    }

    public sealed class Mutation
    {
        public Task<User> RegisterUserAsync(NewUser input) =>
            Later(User.Of(2) with { Username = input.Username, Email = input.Email, Type = input.Type });

        public Task<Product> CreateProductAsync(CreateProduct input) =>
            Later(Product.Of(1) with { Name = input.Name, Price = input.Price, Weight = input.Weight });

        public async Task<Order> PlaceOrderAsync(PlaceOrder input) => await Later(input.Lines.Count) == 0
            ? throw new GraphQLException("Empty.")
            : new Order(
                1,
                [.. input.Lines.Select(line => new OrderProduct(line.Quantity > 3 ? "4" : "1", line.Quantity))],
                input.IdempotencyKey);

        public async Task<Order> CancelOrderAsync([GraphQLType<NonNullType<IdType>>] string id) =>
            await Later(id) is { } ? throw Unknown() : new Order(1, []);
    }
}
