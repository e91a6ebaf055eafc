using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Products.Data.Configurations;

internal sealed class OrderDecisionConfiguration : IEntityTypeConfiguration<OrderDecision>
{
    public void Configure(EntityTypeBuilder<OrderDecision> builder)
    {
        builder.ToTable("order_decisions");
        builder.HasKey(decision => decision.OrderId).HasName("pk_order_decisions");
        builder.Property(decision => decision.OrderId).HasColumnName("order_id").ValueGeneratedNever();
        builder.Property(decision => decision.RejectionReason).HasColumnName("rejection_reason").HasMaxLength(50);
        builder.Property(decision => decision.DecidedAt).HasColumnName("decided_at");
        builder.Property(decision => decision.CancelledAt).HasColumnName("cancelled_at");
    }
}
