using Shop.Contracts;
using Shop.Contracts.Events;
using Shop.Contracts.Products.V1;
using Shop.Messaging;
using Shop.Orders;
using Shop.Orders.Consumers;
using Shop.Orders.Data;
using Shop.Orders.Features;
using Shop.Orders.Grpc;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Grpc;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddDatabase<OrdersDbContext>(ResourceNames.OrdersDatabase);
builder.AddMessaging<OrdersDbContext>(ResourceNames.Orders)
    .AddConsumer<ProductCreated, ProductCreatedConsumer>()
    .AddConsumer<InventoryUpdated, InventoryUpdatedConsumer>()
    .AddListener<OutcomeListener>();
builder.AddOrders();
builder.AddServiceClient<ProductsService.ProductsServiceClient>(ResourceNames.Products);
builder.AddAccessTokenAuthentication();
builder.AddGrpcServer();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapGrpcHealth();
app.MapGrpcService<OrdersGrpcService>();

await app.RunServiceAsync(args);
