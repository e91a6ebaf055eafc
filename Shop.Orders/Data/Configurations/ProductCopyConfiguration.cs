using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Orders.Data.Configurations;

internal sealed class ProductCopyConfiguration : IEntityTypeConfiguration<ProductCopy>
{
    public void Configure(EntityTypeBuilder<ProductCopy> builder)
    {
        builder.ToTable("product_copies");
        builder.HasKey(product => product.Id).HasName("pk_product_copies");
        builder.Property(product => product.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(product => product.Name).HasColumnName("name").HasMaxLength(ProductCopy.MaxNameLength);
        builder.Property(product => product.Price).HasColumnName("price");
        builder.Property(product => product.Stock).HasColumnName("stock");
        builder.Property(product => product.Deleted).HasColumnName("deleted");
        builder.Property(product => product.Version).HasColumnName("version");
    }
}
