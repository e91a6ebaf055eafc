using Microsoft.EntityFrameworkCore;
using Shop.Users.Data;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddDbContext<UsersDbContext>(o => o.UseNpgsql(builder.Configuration.GetConnectionString("users-db")));
var app = builder.Build();
await app.RunAsync();
