using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Shop.Products.Data.Configurations;

internal sealed class OrderDecisionConfiguration : IEntityTypeConfiguration<OrderDecision>
{
    public void Configure(EntityTypeBuilder<OrderDecision> builder)
    {
        builder.ToTable("order_decisions");
        builder.HasKey(decision => decision.OrderId).HasName("pk_order_decisions");
        builder.Property(decision => decision.OrderId).ValueGeneratedNever();
        builder.Property(decision => decision.RejectionReason).HasMaxLength(50);
    }
}
