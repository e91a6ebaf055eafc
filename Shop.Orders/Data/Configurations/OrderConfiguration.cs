using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Orders.Data.Configurations;

internal sealed class OrderConfiguration : IEntityTypeConfiguration<Order>
{
    public const string IdempotencyKeyIndex = "ux_orders_user_id_idempotency_key";

    public void Configure(EntityTypeBuilder<Order> builder)
    {
        builder.ToTable("orders");
        builder.HasKey(order => order.Id).HasName("pk_orders");
        builder.Property(order => order.Id).ValueGeneratedNever();
        // Two changes of one order cannot both be written: the later one finds the status changed.
        builder.Property(order => order.Status).HasConversion<string>().HasMaxLength(16).IsConcurrencyToken();
        builder.Property(order => order.RejectionReason).HasMaxLength(Order.MaxRejectionReasonLength);
        builder.Property(order => order.IdempotencyKey).HasMaxLength(Order.MaxIdempotencyKeyLength);
        builder.Ignore(order => order.Events);

        // Serves GetOrders of a customer.
        builder.HasIndex(order => new { order.UserId, order.Id }).HasDatabaseName("ix_orders_user_id_id");
        // Serves PlaceOrder with a key.
        builder.HasIndex(order => new { order.UserId, order.IdempotencyKey }).HasDatabaseName(IdempotencyKeyIndex)
            .IsUnique().HasFilter("idempotency_key IS NOT NULL");
        builder.HasMany(order => order.Lines).WithOne().HasForeignKey("OrderId")
            .HasConstraintName("fk_order_lines_orders");
    }
}
