using Shop.Contracts;
using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;
using Shop.Gateway;
using Shop.Gateway.Http;
using Shop.Gateway.Orders;
using Shop.Gateway.Products;
using Shop.Messaging.Listeners;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Grpc;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddServiceClient<UsersService.UsersServiceClient>(ResourceNames.Users);
builder.AddServiceClient<ProductsService.ProductsServiceClient>(ResourceNames.Products);
builder.AddServiceClient<OrdersService.OrdersServiceClient>(ResourceNames.Orders);
builder.AddListening(ResourceNames.Gateway);
builder.AddAccessTokenAuthentication();
builder.AddHttp();
builder.AddCatalogue();
builder.AddOrderUpdates();
builder.AddShopSchema();

var app = builder.Build();

app.UseKnownProxies();
app.UseResponseCompression();
app.UseWebSockets();

app.MapDefaultEndpoints();
app.MapShopSchema("/graphql");
app.MapShopSchema("/query");
if (app.Environment.IsDevelopment())
{
    app.MapNitroApp("/", relativeRequestPath: "graphql");
}

await app.RunServiceAsync(args);
