using System.Security.Claims;
using HotChocolate.Authorization;
using HotChocolate.Execution;
using Shop.Contracts.Orders.V1;
using Shop.Gateway.Http;
using Shop.Gateway.Subscriptions;
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
        IHttpContextAccessor connection,
        ClientLimits limits,
        WatchedOrders watched,
        SharedReads reads,
        OrdersService.OrdersServiceClient orders,
        TimeProvider time,
        CancellationToken cancellationToken)
    {
        var orderId = Input.Id(id, "id");
        var userId = Caller.Find(caller)!.UserId;

        // A read is shared, and may begin when the connection that asked for it is gone.
        var headers = connection.HttpContext!.CreateAuthorizationMetadata();
        var place = await limits.SubscribeAsync(connection.HttpContext!, cancellationToken);
        try
        {
            // The changes are heard before the first read, so that none between the two is lost.
            var changes = await watched.WatchAsync(orderId, cancellationToken);

            return await OrderUpdateStream.OpenAsync(
                changes,
                cancellation => reads.ReadAsync(orderId, userId, ReadAsync, cancellation),
                new CancellationTokenSource(caller.FindTokenTimeLeft(time)!.Value, time),
                place,
                cancellationToken);
        }
        catch
        {
            place.Dispose();
            throw;
        }

        async Task<Order> ReadAsync()
        {
            var request = new BatchGetOrdersRequest { Ids = { orderId.ToString() } };
            var response = await orders.BatchGetOrdersAsync(
                request, headers, cancellationToken: CancellationToken.None);

            return response.Orders is [var order] ? order.ToOrder() : throw OrderByIdDataLoader.NotFound(orderId);
        }
    }
}
