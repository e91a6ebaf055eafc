using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Orders.Data.Configurations;

internal sealed class OrderLineConfiguration : IEntityTypeConfiguration<OrderLine>
{
    public void Configure(EntityTypeBuilder<OrderLine> builder)
    {
        builder.ToTable("order_lines");
        builder.Property<Guid>("OrderId").HasColumnName("order_id");
        builder.Property(line => line.Number).HasColumnName("number");
        builder.HasKey("OrderId", nameof(OrderLine.Number)).HasName("pk_order_lines");
        builder.Property(line => line.ProductId).HasColumnName("product_id");
        builder.Property(line => line.Quantity).HasColumnName("quantity");
        builder.Property(line => line.Price).HasColumnName("price");
    }
}
