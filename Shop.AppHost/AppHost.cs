using Shop.AppHost.Commands;
using Shop.AppHost.Databases;
using Shop.AppHost.Local;
using Shop.AppHost.Services;
using Shop.AppHost.Startup;
using Shop.Contracts;

ProxyExemption.ExemptLoopback();
var builder = DistributedApplication.CreateBuilder(args);
PatientHealthCheck.UseForAll(builder.Services);
var replicas = builder.GetReplicas();

builder.UseShellParameters(ResourceNames.AdminEmail, ResourceNames.AdminPassword);
var adminEmail = builder
    .AddParameter(
        ResourceNames.AdminEmail, () => builder.Configuration["Parameters:admin-email"] ?? "admin@shop.example")
    .WithDescription("Signs in as the first administrator, whom the first start creates.");
var adminPassword = builder
    .AddParameter(
        ResourceNames.AdminPassword, new GenerateParameterDefault { Special = false }, secret: true, persist: true)
    .WithDescription("The password of the first administrator. An account that exists keeps the one that it has.");

var connections = ConnectionBudget.For(replicas);
var postgres = builder.AddPostgresServer(ResourceNames.Postgres, connections);
var messaging = builder.AddBroker(ResourceNames.Messaging);

var usersDatabase = postgres.AddServiceDatabase(ResourceNames.UsersDatabase, ResourceNames.Users, connections);
var productsDatabase = postgres
    .AddServiceDatabase(ResourceNames.ProductsDatabase, ResourceNames.Products, connections);
var ordersDatabase = postgres.AddServiceDatabase(ResourceNames.OrdersDatabase, ResourceNames.Orders, connections);

var usersMigrations = builder.AddMigrations<Projects.Shop_Users>(ResourceNames.Users, usersDatabase)
    .WithEnvironment("Admin__Email", adminEmail)
    .WithEnvironment("Admin__Password", adminPassword);
var productsMigrations = builder.AddMigrations<Projects.Shop_Products>(ResourceNames.Products, productsDatabase);
var ordersMigrations = builder.AddMigrations<Projects.Shop_Orders>(ResourceNames.Orders, ordersDatabase);

// Only who consumes waits for the broker, whose start takes longest; the others use the time.
var users = builder.AddService<Projects.Shop_Users>(ResourceNames.Users, replicas)
    .WithReference(usersDatabase)
    .WithReference(messaging)
    .WaitForStart(messaging)
    .WaitForMigrations(usersMigrations);

var products = builder.AddService<Projects.Shop_Products>(ResourceNames.Products, replicas)
    .WithReference(productsDatabase)
    .WithReference(messaging)
    .WithReference(users)
    .WaitFor(messaging)
    .WaitForMigrations(productsMigrations);

var orders = builder.AddService<Projects.Shop_Orders>(ResourceNames.Orders, replicas)
    .WithReference(ordersDatabase)
    .WithReference(messaging)
    .WithReference(users)
    .WithReference(products)
    .WaitFor(messaging)
    .WaitForMigrations(ordersMigrations);

var gateway = builder.AddService<Projects.Shop_Gateway>(ResourceNames.Gateway)
    .WithReference(messaging)
    .WithReference(users)
    .WithReference(products)
    .WithReference(orders)
    .WaitForStart(messaging)
    .WithExternalHttpEndpoints()
    .WithGraphQLLinks();

messaging.WithDeadLetterCommands(orders);
orders.WithCopyCommands(
    new AdministratorLogin(gateway.GetEndpoint("http"), adminEmail.Resource, adminPassword.Resource));
postgres.WithForgetDataCommand();

builder.AnswerPublish();
builder.CheckLocalhost();
builder.CheckPorts();
builder.AddReadyReport(adminEmail, adminPassword);

return await builder.Build().RunToEndAsync();
