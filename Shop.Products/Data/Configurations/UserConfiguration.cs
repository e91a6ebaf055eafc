using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Products.Data.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.HasKey(user => user.Id).HasName("pk_users");
        builder.Property(user => user.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(user => user.Username).HasColumnName("username").HasMaxLength(User.MaxUsernameLength);
        builder.Property(user => user.IsAdmin).HasColumnName("is_admin");
        builder.Property(user => user.RegisteredAt).HasColumnName("registered_at");
    }
}
