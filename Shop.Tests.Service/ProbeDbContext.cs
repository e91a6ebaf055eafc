using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Shop.Tests.Service;

internal sealed class ProbeDbContext(DbContextOptions<ProbeDbContext> options) : DbContext(options)
{
    public DbSet<Probe> Probes => Set<Probe>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.Entity<Probe>().ToTable("probes").Property(probe => probe.Id).HasColumnName("id");

    internal sealed class Probe
    {
        public Guid Id { get; private set; }
    }

    [DbContext(typeof(ProbeDbContext))]
    [Migration("20260101000000_CreateProbes")]
    internal sealed class CreateProbes : Migration
    {
        // Slow enough for several that start at once to meet.
        protected override void Up(MigrationBuilder migrationBuilder) =>
            migrationBuilder.Sql("SELECT pg_sleep(0.5); CREATE TABLE probes (id uuid PRIMARY KEY);");
    }

    [DbContext(typeof(ProbeDbContext))]
    internal sealed class Snapshot : ModelSnapshot
    {
        protected override void BuildModel(ModelBuilder modelBuilder) => modelBuilder.Entity(
            typeof(Probe).FullName!,
            static entity =>
            {
                entity.Property<Guid>("Id").ValueGeneratedOnAdd().HasColumnType("uuid").HasColumnName("id");
                entity.HasKey("Id");
                entity.ToTable("probes");
            });
    }
}
