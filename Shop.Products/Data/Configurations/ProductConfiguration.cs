using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Products.Data.Configurations;

internal sealed class ProductConfiguration : IEntityTypeConfiguration<Product>
{
    public void Configure(EntityTypeBuilder<Product> builder)
    {
        builder.ToTable("products", table =>
        {
            table.HasCheckConstraint("ck_products_stock", "stock >= 0");
            table.HasCheckConstraint("ck_products_price", "price >= 0");
        });
        builder.HasKey(product => product.Id).HasName("pk_products");
        builder.Property(product => product.Id).ValueGeneratedNever();
        builder.Property(product => product.Name).HasMaxLength(ProductDetails.MaxNameLength);
        builder.Property(product => product.Description).HasMaxLength(ProductDetails.MaxDescriptionLength);
    }
}
