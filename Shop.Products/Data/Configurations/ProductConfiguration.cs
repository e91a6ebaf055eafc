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
        builder.Property(product => product.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(product => product.Name).HasColumnName("name").HasMaxLength(Product.MaxNameLength);
        builder.Property(product => product.Description)
            .HasColumnName("description")
            .HasMaxLength(Product.MaxDescriptionLength);
        builder.Property(product => product.Price).HasColumnName("price");
        builder.Property(product => product.Stock).HasColumnName("stock");
        builder.Property(product => product.Version).HasColumnName("version");
        builder.Property(product => product.CreatedAt).HasColumnName("created_at");
        builder.Property(product => product.DeletedAt).HasColumnName("deleted_at");
    }
}
