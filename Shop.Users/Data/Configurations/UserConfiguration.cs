using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Users.Data.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public const string EmailIndex = "ix_users_normalized_email";

    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.HasKey(user => user.Id).HasName("pk_users");

        builder.Property(user => user.Id).HasColumnName("id").ValueGeneratedNever();
        builder.Property(user => user.Email).HasColumnName("email").HasMaxLength(EmailAddress.MaxLength);
        builder.Property(user => user.NormalizedEmail)
            .HasColumnName("normalized_email").HasMaxLength(EmailAddress.MaxLength);
        builder.Property(user => user.Username).HasColumnName("username").HasMaxLength(User.MaxUsernameLength);
        builder.Property(user => user.PasswordHash).HasColumnName("password_hash").HasMaxLength(200);
        builder.Property(user => user.IsAdministrator).HasColumnName("is_administrator");
        builder.Property(user => user.RegisteredAt).HasColumnName("registered_at");

        builder.HasIndex(user => user.NormalizedEmail).IsUnique().HasDatabaseName(EmailIndex);
    }
}
