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
        builder.Property(order => order.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(order => order.UserId).HasColumnName("user_id");
        // Two changes of one order cannot both be written: the later one finds the status changed.
        builder.Property(order => order.Status).HasColumnName("status").HasConversion<string>().HasMaxLength(16)
            .IsConcurrencyToken();
        builder.Property(order => order.RejectionReason).HasColumnName("rejection_reason")
            .HasMaxLength(Order.MaxRejectionReasonLength);
        builder.Property(order => order.Quantity).HasColumnName("quantity");
        builder.Property(order => order.PriceTotal).HasColumnName("price_total");
        builder.Property(order => order.IdempotencyKey).HasColumnName("idempotency_key")
            .HasMaxLength(Order.MaxIdempotencyKeyLength);
        builder.Property(order => order.CreatedAt).HasColumnName("created_at");
        builder.Property(order => order.SettledAt).HasColumnName("settled_at");
        builder.Property(order => order.CancelledAt).HasColumnName("cancelled_at");
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
