using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Users.Data.Configurations;

internal sealed class SigningKeyConfiguration : IEntityTypeConfiguration<SigningKey>
{
    public void Configure(EntityTypeBuilder<SigningKey> builder)
    {
        builder.ToTable("signing_keys");
        builder.HasKey(key => key.Id).HasName("pk_signing_keys");

        builder.Property(key => key.Id).ValueGeneratedNever();
        builder.Property(key => key.PrivateKey).HasMaxLength(512);
    }
}
