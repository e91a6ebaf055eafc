using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http.Resilience;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Grpc;
using Shop.ServiceDefaults.Http;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.ServiceDefaults;

/// <summary>A caller calls a service (the relay), which calls another one (the callee).</summary>
public sealed class ServiceClientTests
{
    [Fact]
    public async Task The_callers_token_goes_along()
    {
        var (authorization, _) = await CallAsync(TokenForge.Authorization("Bearer abc"));

        Assert.Equal("Bearer abc", authorization);
    }

    [Fact]
    public async Task No_token_is_invented()
    {
        var (authorization, _) = await CallAsync(new CallOptions());

        Assert.Null(authorization);
    }

    [Fact]
    public async Task A_call_without_a_deadline_gets_one()
    {
        var (_, left) = await CallAsync(new CallOptions());

        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_default_deadline_is_a_setting()
    {
        var (_, left) = await CallAsync(new CallOptions(), settings: ("ServiceClients:Deadline", "00:02:00"));

        Assert.InRange(left, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
    }

    [Fact]
    public async Task The_enclosing_calls_deadline_is_kept_when_it_is_earlier()
    {
        var options = new CallOptions(deadline: DateTime.UtcNow.AddSeconds(30));

        var (_, left) = await CallAsync(options, settings: ("ServiceClients:Deadline", "00:02:00"));

        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task A_calls_own_deadline_is_kept()
    {
        var (_, left) = await CallAsync(new CallOptions(), DateTime.UtcNow.AddSeconds(60));

        Assert.InRange(left, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task A_stream_gets_the_callers_token_and_a_deadline_too()
    {
        var (authorization, left) = await CallAsync(TokenForge.Authorization("Bearer abc"), call: ExportAsync);

        Assert.Equal("Bearer abc", authorization);
        Assert.InRange(left, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_stream_goes_on_when_it_takes_longer_than_a_request_may()
    {
        var timeout = TimeSpan.FromMilliseconds(500);
        await using var callee = await StartAsync(_ => async _ =>
        {
            await Task.Delay(timeout * 3);

            return new LoginResponse();
        });
        var builder = Host.CreateApplicationBuilder();
        builder.AddHttpClientDefaults();
        builder.Services.ConfigureAll<HttpStandardResilienceOptions>(options =>
        {
            options.AttemptTimeout.Timeout = timeout;
            options.TotalRequestTimeout.Timeout = timeout * 2;
        });
        builder.AddServiceClient<ProductsService.ProductsServiceClient>("products")
            .ConfigurePrimaryHttpMessageHandler(callee.Handler);
        using var host = builder.Build();

        await ExportAsync(host.Services, deadline: null);
    }

    private static async Task ExportAsync(IServiceProvider services, DateTime? deadline)
    {
        using var call = services.GetRequiredService<ProductsService.ProductsServiceClient>()
            .ExportProducts(new ExportProductsRequest(), deadline: deadline);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.False(await call.ResponseStream.MoveNext(CancellationToken.None));
    }

    private static async Task LoginAsync(IServiceProvider services, DateTime? deadline) =>
        await services.GetRequiredService<UsersService.UsersServiceClient>()
            .LoginAsync(new LoginRequest(), deadline: deadline);

    private static async Task<(string? Authorization, TimeSpan Left)> CallAsync(
        CallOptions outer,
        DateTime? deadline = null,
        (string Key, string Value)? settings = null,
        Func<IServiceProvider, DateTime?, Task>? call = null)
    {
        (string? Authorization, TimeSpan Left) seen = default;
        await using var callee = await StartAsync(_ => context =>
        {
            seen = (context.RequestHeaders.GetValue("authorization"), context.Deadline - DateTime.UtcNow);

            return Task.FromResult(new LoginResponse());
        });
        await using var relay = await StartAsync(
            services => async _ =>
            {
                await (call ?? LoginAsync)(services, deadline);

                return new LoginResponse();
            },
            builder =>
            {
                builder.Configuration[settings?.Key ?? "None"] = settings?.Value;
                builder.AddServiceClient<UsersService.UsersServiceClient>("users")
                    .ConfigurePrimaryHttpMessageHandler(callee.Handler);
                builder.AddServiceClient<ProductsService.ProductsServiceClient>("products")
                    .ConfigurePrimaryHttpMessageHandler(callee.Handler);
            });

        await new UsersService.UsersServiceClient(relay.Calls()).LoginAsync(new LoginRequest(), outer);

        return seen;
    }

    private static Task<WebApplication> StartAsync(
        Func<IServiceProvider, Func<ServerCallContext, Task<LoginResponse>>> login,
        Action<WebApplicationBuilder>? configure = null) =>
        InProcess.StartAsync(
            builder =>
            {
                builder.AddGrpcServer();
                builder.Services.AddScoped(services => new FakeUsersService(login(services)));
                builder.Services.AddScoped(services => new FakeProductsService(login(services)));
                configure?.Invoke(builder);
            },
            app =>
            {
                app.MapGrpcService<FakeUsersService>();
                app.MapGrpcService<FakeProductsService>();
            });
}
