using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Messaging;
using Shop.Products;
using Shop.Products.Data;
using Shop.Products.Features;
using Shop.Products.Grpc;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Grpc;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddDatabase<ProductsDbContext>(ResourceNames.ProductsDatabase);
builder.AddMessaging<ProductsDbContext>(ResourceNames.Products)
    .AddConsumer<OrderPlaced, ReserveStockHandler>()
    .AddConsumer<OrderCancelled, ReturnStockHandler>();
builder.AddProducts();
builder.AddAccessTokenAuthentication();
builder.AddGrpcServer();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapGrpcHealth();
app.MapGrpcService<ProductsGrpcService>();

await app.RunServiceAsync(args);
