using System.Globalization;
using System.Security.Claims;
using HotChocolate.Authorization;
using HotChocolate.Execution;
using Shop.Contracts.Orders.V1;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Errors;

namespace Shop.Gateway.Orders;

[ExtendObjectType(OperationTypeNames.Subscription)]
public sealed class OrderSubscriptions
{
    [GraphQLDescription("The order as it is, then with each status that follows; for its owner and administrators.")]
    [Authorize]
    [Subscribe(With = nameof(WatchOrderAsync))]
    public Order OrderUpdated(
        [GraphQLType<NonNullType<IdType>>] string id, [EventMessage] OrderUpdate update) => update.GetOrder();

    [GraphQLIgnore]
    public async ValueTask<ISourceStream<OrderUpdate>> WatchOrderAsync(
        string id,
        ClaimsPrincipal caller,
        WatchedOrders watched,
        OrdersService.OrdersServiceClient orders,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var orderId = Input.Id(id, "id");

        // The changes are heard before the first read, so that none between the two is lost.
        var changes = await watched.WatchAsync(orderId, cancellationToken);
        try
        {
            var order = await ReadAsync(cancellationToken);

            return new OrderUpdateStream(
                changes, order, ReadAsync, new CancellationTokenSource(TimeLeft(caller, time), time));
        }
        catch
        {
            await changes.DisposeAsync();
            throw;
        }

        async Task<Order> ReadAsync(CancellationToken cancellation)
        {
            var request = new BatchGetOrdersRequest { Ids = { orderId.ToString() } };
            var response = await orders.BatchGetOrdersAsync(request, cancellationToken: cancellation);

            return response.Orders is [var order] ? order.ToOrder() : throw OrderByIdDataLoader.NotFound(orderId);
        }
    }

    private static TimeSpan TimeLeft(ClaimsPrincipal caller, TimeProvider time)
    {
        var seconds = long.Parse(caller.FindFirstValue(ShopClaims.Expiry)!, CultureInfo.InvariantCulture);
        var left = DateTimeOffset.FromUnixTimeSeconds(seconds) - time.GetUtcNow();

        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
