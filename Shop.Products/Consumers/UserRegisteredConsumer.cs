using Microsoft.EntityFrameworkCore;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products.Data;

namespace Shop.Products.Consumers;

internal sealed class UserRegisteredConsumer(ProductsDbContext db) : IConsumer<UserRegistered>
{
    public Task ConsumeAsync(UserRegistered message, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(
            $"""
             INSERT INTO users (id, username, is_admin, registered_at)
             VALUES ({message.UserId}, {message.Username}, {message.IsAdmin}, {message.OccurredAt.ToUniversalTime()})
             ON CONFLICT (id) DO NOTHING
             """,
            cancellationToken);
}
