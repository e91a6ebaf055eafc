using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Users.Data.Configurations;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(key => key.Id).HasName("pk_signing_keys");

        builder.Property(key => key.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(key => key.PrivateKey).HasColumnName("private_key").HasMaxLength(512);
        builder.Property(key => key.CreatedAt).HasColumnName("created_at");
        builder.Property(key => key.RetiredAt).HasColumnName("retired_at");
    }
}
