using Shop.Contracts;
using Shop.Messaging;
using Shop.ServiceDefaults;
using Shop.ServiceDefaults.Authentication;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Grpc;
using Shop.Users;
using Shop.Users.Data;
using Shop.Users.Grpc;
using Shop.Users.Tokens;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults();
builder.AddDatabase<UsersDbContext>(ResourceNames.UsersDatabase);
builder.AddMessaging<UsersDbContext>(ResourceNames.Users);
builder.AddUsers();
builder.AddAccessTokenAuthentication();
builder.AddGrpcServer();

var app = builder.Build();

app.MapDefaultEndpoints();
app.MapWellKnown();
app.MapGrpcHealth();
app.MapGrpcService<UsersGrpcService>();

await app.RunServiceAsync(args);
