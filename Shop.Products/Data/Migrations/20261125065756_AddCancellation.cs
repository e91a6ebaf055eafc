using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Shop.Products.Data.Migrations
{
    /// <inheritdoc />
    public partial class AddCancellation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_stock_movements_order_id_product_id",
                table: "stock_movements");

            migrationBuilder.AddColumn<DateTimeOffset>(
                name: "cancelled_at",
                table: "order_decisions",
                type: "timestamp with time zone",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "ux_stock_movements_order_id_product_id_reason",
                table: "stock_movements",
                columns: new[] { "order_id", "product_id", "reason" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ux_stock_movements_order_id_product_id_reason",
                table: "stock_movements");

            migrationBuilder.DropColumn(
                name: "cancelled_at",
                table: "order_decisions");

            migrationBuilder.CreateIndex(
                name: "ux_stock_movements_order_id_product_id",
                table: "stock_movements",
                columns: new[] { "order_id", "product_id" },
                unique: true);
        }
    }
}
