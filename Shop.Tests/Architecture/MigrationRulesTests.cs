using Microsoft.EntityFrameworkCore.Migrations;
using Shop.ServiceDefaults.Database;

namespace Shop.Tests.Architecture;

public sealed class MigrationRulesTests
{
    private static readonly Version Release = new(1, 4);

    private static readonly Dictionary<string, Action<MigrationBuilder>> Broken = new()
    {
        ["Sample has a DropTableOperation on orders"] = to => to.DropTable("orders"),
        ["Sample has a RenameTableOperation on orders"] = to => to.RenameTable("orders", newName: "purchases"),
        ["Sample has a DropColumnOperation on orders: note"] = to => to.DropColumn("note", "orders"),
        ["Sample has a RenameColumnOperation on orders: note"] = to => to.RenameColumn("note", "orders", "text"),
        ["Sample has a RenameIndexOperation on orders: ix"] = to => to.RenameIndex("ix", "ix_orders", "orders"),
        ["Sample has a DropIndexOperation on orders: ix"] = to => to.DropIndex("ix", "orders"),
        ["Sample has a DropPrimaryKeyOperation on orders: pk"] = to => to.DropPrimaryKey("pk", "orders"),
        ["Sample has a AddUniqueConstraintOperation on orders: ak"] =
            to => to.AddUniqueConstraint("ak", "orders", "note"),
        ["Sample has a AddCheckConstraintOperation on orders: ck"] =
            to => to.AddCheckConstraint("ck", "orders", "note <> ''"),
        ["Sample has a AddForeignKeyOperation on orders: fk"] =
            to => to.AddForeignKey("fk", "orders", "user_id", "users", principalColumn: "id"),
        ["Sample has a DeleteDataOperation on orders"] = to => to.DeleteData("orders", "note", "uuid", "x"),
        ["Sample has a AlterDatabaseOperation"] = to => to.AlterDatabase("C"),
        ["Sample has a AlterTableOperation on orders"] =
            to => to.AlterTable("orders").Annotation("Npgsql:UnloggedTable", true),
        ["Sample runs SQL that nobody has reviewed: TRUNCATE orders"] = to => to.Sql("TRUNCATE orders"),
        ["Sample adds orders.note, which is not null and has no default"] =
            to => to.AddColumn<string>("note", "orders", "text"),
        ["Sample rewrites orders for number"] = to => to.AddColumn<long>("number", "orders", "bigint", defaultValue: 0L)
            .Annotation("Npgsql:ValueGenerationStrategy", "IdentityAlwaysColumn"),
        ["Sample rewrites orders for key"] =
            to => to.AddColumn<Guid>("key", "orders", "uuid", defaultValueSql: "gen_random_uuid()"),
        ["Sample rewrites orders for length"] =
            to => to.AddColumn<int>("length", "orders", computedColumnSql: "length(note)", stored: true),
        ["Sample makes orders.note not null"] = to => to.AlterColumn<string>(
            "note", "orders", "text", nullable: false, oldType: "text", oldNullable: true),
        ["Sample makes orders.note character varying(9) of character varying(10)"] = to => to.AlterColumn<string>(
            "note", "orders", "character varying(9)", oldType: "character varying(10)"),
        ["Sample makes orders.note character varying(9) of text"] = to => to.AlterColumn<string>(
            "note", "orders", "character varying(9)", oldType: "text"),
        ["Sample makes orders.total bigint of integer"] = to => to.AlterColumn<long>(
            "total", "orders", "bigint", oldType: "integer"),
        ["Sample takes the default of orders.total away"] = to => to.AlterColumn<int>(
            "total", "orders", "integer", oldType: "integer", oldDefaultValue: 0),
        ["Sample computes orders.total in another way"] = to => to.AlterColumn<int>(
            "total", "orders", "integer", computedColumnSql: "1", oldType: "integer", oldComputedColumnSql: "2"),
        ["Sample sorts orders.note in another way"] = to => to.AlterColumn<string>(
            "note", "orders", "text", collation: "C", oldType: "text"),
        ["Sample numbers orders.total in another way"] = to => to.AlterColumn<int>(
                "total", "orders", "integer", oldType: "integer")
            .OldAnnotation("Npgsql:ValueGenerationStrategy", "IdentityAlwaysColumn"),
        ["Sample makes ux unique on orders, which the release may write to twice"] =
            to => to.CreateIndex("ux", "orders", "note", unique: true).Annotation("Npgsql:CreatedConcurrently", true),
        ["Sample locks orders while it makes ix: IsCreatedConcurrently"] = to => to.CreateIndex("ix", "orders", "note"),
        ["Sample makes ix concurrently, which must be all that it does"] = to =>
        {
            to.AddColumn<string>("note", "orders", "text", nullable: true);
            to.CreateIndex("ix", "orders", "note").Annotation("Npgsql:CreatedConcurrently", true);
        },
        ["Sample refers to rows of orders"] = to => to.CreateTable(
            "notes",
            table => new { OrderId = table.Column<Guid>("uuid") },
            constraints: table => table.ForeignKey("fk", row => row.OrderId, "orders", "id")),
    };

    private static readonly Dictionary<string, Action<MigrationBuilder>> Survived = new()
    {
        ["a column that may be null"] = to => to.AddColumn<string>("note", "orders", "text", nullable: true),
        ["a column with a default"] = to => to.AddColumn<int>("total", "orders", "integer", defaultValue: 0),
        ["a column with the time"] =
            to => to.AddColumn<DateTimeOffset>("at", "orders", defaultValueSql: "now()"),
        ["a column that is computed when it is read"] =
            to => to.AddColumn<int>("length", "orders", computedColumnSql: "length(note)", stored: false),
        ["a column that need not be given any more"] = to => to.AlterColumn<string>(
            "note", "orders", "text", nullable: true, oldType: "text", oldNullable: false),
        ["a longer text"] = to => to.AlterColumn<string>(
            "note", "orders", "character varying(10)", oldType: "character varying(9)"),
        ["a text of any length"] = to => to.AlterColumn<string>(
            "note", "orders", "text", oldType: "character varying(9)"),
        ["an index that is made while others write"] =
            to => to.CreateIndex("ix", "orders", "note").Annotation("Npgsql:CreatedConcurrently", true),
        ["another frequency of vacuums"] =
            to => to.AlterTable("orders").Annotation("Npgsql:StorageParameter:autovacuum_vacuum_threshold", 9),
        ["a sequence"] = to => to.CreateSequence("numbers"),
        ["a table that the release does not know, whatever becomes of it"] = to =>
        {
            to.CreateTable("notes", table => new { Text = table.Column<string>("text") });
            to.CreateIndex("ux_notes", "notes", "text", unique: true);
            to.DropIndex("ux_notes", "notes");
            to.AddCheckConstraint("ck_notes", "notes", "text <> ''");
            to.CreateTable(
                "replies",
                table => new { Text = table.Column<string>("text") },
                constraints: table => table.ForeignKey("fk", row => row.Text, "notes", "text"));
            to.DropTable("notes");
        },
    };

    public static TheoryData<string> BrokenNames => [.. Broken.Keys];

    public static TheoryData<string> SurvivedNames => [.. Survived.Keys];

    [Theory]
    [MemberData(nameof(BrokenNames))]
    public void Refuses_what_the_release_does_not_survive(string breach) =>
        Assert.Equal([breach], MigrationRules.Breaches([new Sample(Broken[breach])], Release));

    [Theory]
    [MemberData(nameof(SurvivedNames))]
    public void Lets_pass_what_the_release_survives(string what) =>
        Assert.Empty(MigrationRules.Breaches([new Sample(Survived[what])], Release));

    [Fact]
    public void What_the_release_did_not_use_may_be_taken_away() =>
        Assert.Empty(MigrationRules.Breaches([new UnusedSince14()], Release));

    [Fact]
    public void What_only_the_next_release_does_not_use_must_stay() => Assert.Equal(
        ["UnusedSince14 has a DropTableOperation on orders"],
        MigrationRules.Breaches([new UnusedSince14()], new Version(1, 3)));

    [Fact]
    public void A_review_is_about_SQL_and_nothing_else() => Assert.Equal(
        ["Reviewed has a DropTableOperation on orders"], MigrationRules.Breaches([new Reviewed()], Release));

    private sealed class Sample(Action<MigrationBuilder> up) : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => up(migrationBuilder);
    }

    [ContractMigration("1.4")]
    private sealed class UnusedSince14 : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable("orders");
    }

    [ReviewedSql("The release reads both alike, and the table is small.")]
    private sealed class Reviewed : Migration
    {
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.Sql("UPDATE orders SET note = '' WHERE note IS NULL");
            migrationBuilder.DropTable("orders");
        }
    }
}
