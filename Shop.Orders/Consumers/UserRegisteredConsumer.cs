using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Orders.Data;

namespace Shop.Orders.Consumers;

internal sealed class UserRegisteredConsumer(OrdersDbContext db) : IConsumer<UserRegistered>
{
    public Task ConsumeAsync(UserRegistered message, CancellationToken cancellationToken) =>
        db.KeepAsync(new UserCopy(message.UserId, message.Username), cancellationToken);
}
