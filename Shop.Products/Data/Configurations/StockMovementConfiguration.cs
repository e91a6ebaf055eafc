using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Products.Data.Configurations;

internal sealed class StockMovementConfiguration : IEntityTypeConfiguration<StockMovement>
{
    public void Configure(EntityTypeBuilder<StockMovement> builder)
    {
        builder.ToTable("stock_movements", table =>
            table.HasCheckConstraint("ck_stock_movements_resulting_stock", "resulting_stock >= 0"));
        builder.HasKey(movement => movement.Id).HasName("pk_stock_movements");
        builder.Property(movement => movement.Id).ValueGeneratedNever();
        builder.Property(movement => movement.Reason)
            .HasMaxLength(10)
            .HasConversion(
                reason => reason.ToText(),
                text => Enum.Parse<MovementReason>(text, ignoreCase: true));
        builder.HasOne<Product>()
            .WithMany()
            .HasForeignKey(movement => movement.ProductId)
            .HasConstraintName("fk_stock_movements_products")
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(movement => new { movement.OrderId, movement.ProductId, movement.Reason })
            .IsUnique()
            .HasDatabaseName("ux_stock_movements_order_id_product_id_reason");
        builder.HasIndex(movement => movement.ProductId).HasDatabaseName("ix_stock_movements_product_id");
    }
}
