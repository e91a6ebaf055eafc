using System.Net.Sockets;
using Google.Rpc;
using Grpc.Core;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using Npgsql;
using Shop.Contracts;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Errors;
using Shop.ServiceDefaults.Grpc;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.ServiceDefaults;

public sealed class GrpcServerTests
{
    private readonly FakeLogCollector _logs = new();

    private IEnumerable<FakeLogRecord> Errors =>
        _logs.GetSnapshot().Where(record => record.Level == LogLevel.Error);

    [Fact]
    public async Task A_refusal_keeps_its_status_reason_text_and_facts()
    {
        var refusal = new RefusalException(ErrorReasons.OutOfStock, "Only 2 are left.")
        {
            Metadata = new Dictionary<string, string> { [ErrorReasons.OrderIdKey] = "7" },
        };

        var exception = await LoginAsync(_ => throw refusal);

        Assert.Equal(
            (StatusCode.FailedPrecondition, "Only 2 are left."), (exception.StatusCode, exception.Status.Detail));
        var status = exception.GetRpcStatus()!;
        Assert.Equal(((int)StatusCode.FailedPrecondition, "Only 2 are left."), (status.Code, status.Message));
        var info = status.GetDetail<ErrorInfo>()!;
        Assert.Equal(("shop", ErrorReasons.OutOfStock, "7"), (info.Domain, info.Reason, info.Metadata["order_id"]));
        Assert.DoesNotContain(_logs.GetSnapshot(), record => record.Level is LogLevel.Error or LogLevel.Warning);
    }

    [Fact]
    public async Task A_refusal_names_its_field()
    {
        var exception = await LoginAsync(
            _ => throw new RefusalException(ErrorReasons.OutOfStock, "2 are left.", "lines[0].quantity"));

        Assert.Equal(StatusCode.FailedPrecondition, exception.StatusCode);
        Assert.Equal("lines[0].quantity: 2 are left.", exception.Status.Detail);
        var status = exception.GetRpcStatus()!;
        Assert.Equal(ErrorReasons.OutOfStock, status.GetDetail<ErrorInfo>()!.Reason);
        var violation = Assert.Single(status.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal(("lines[0].quantity", "2 are left."), (violation.Field, violation.Description));
    }

    [Fact]
    public async Task Bad_input_names_its_field()
    {
        var exception = await LoginAsync(_ => throw new BadInputException("lines[0].quantity", "0 is too few."));

        Assert.Equal(StatusCode.InvalidArgument, exception.StatusCode);
        Assert.Equal("lines[0].quantity: 0 is too few.", exception.Status.Detail);
        var violation = Assert.Single(exception.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations);
        Assert.Equal(("lines[0].quantity", "0 is too few."), (violation.Field, violation.Description));
        Assert.Empty(Errors);
    }

    [Fact]
    public async Task A_fault_is_logged_once_and_told_without_text()
    {
        var exception = await LoginAsync(_ => throw new InvalidOperationException("secret"));

        Assert.Equal((StatusCode.Internal, ""), (exception.StatusCode, exception.Status.Detail));
        Assert.Equal("/shop.users.v1.UsersService/Login failed", Assert.Single(Errors).Message);
    }

    public static TheoryData<Exception> Outages =>
    [
        new NpgsqlException("Failed to connect", new SocketException()),
        new NpgsqlException("The connection pool has been exhausted", new TimeoutException()),
        new InvalidOperationException("Likely transient", new NpgsqlException("", new IOException())),
        new DbUpdateException("", new PostgresException("", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown)),
        new PostgresException("", "FATAL", "FATAL", PostgresErrorCodes.CannotConnectNow),
        new RpcException(new Grpc.Core.Status(StatusCode.Unavailable, "secret")),
        new RpcException(new Grpc.Core.Status(StatusCode.DeadlineExceeded, "secret")),
    ];

    [Theory]
    [MemberData(nameof(Outages))]
    public async Task Something_that_is_down_is_told_as_UNAVAILABLE(Exception outage)
    {
        var exception = await LoginAsync(_ => throw outage);

        Assert.Equal(StatusCode.Unavailable, exception.StatusCode);
        Assert.DoesNotContain("secret", exception.Status.Detail, StringComparison.Ordinal);
        Assert.Empty(Errors);
    }

    [Fact]
    public async Task A_broken_constraint_is_a_fault()
    {
        var violation = new PostgresException("", "ERROR", "ERROR", PostgresErrorCodes.UniqueViolation);

        var exception = await LoginAsync(_ => throw new DbUpdateException("", violation));

        Assert.Equal(StatusCode.Internal, exception.StatusCode);
    }

    [Fact]
    public async Task A_call_whose_deadline_passes_is_no_fault()
    {
        await using var app = await StartAsync(WaitForEverAsync, OnLoopback);
        // Only the server times this call: its client would give up first, and never hear the answer.
        using var handler = new DeadlineHandler();
        using var channel = GrpcChannel.ForAddress(app.Urls.First(), new GrpcChannelOptions { HttpHandler = handler });
        var client = new UsersService.UsersServiceClient(channel);

        var exception = await Assert.ThrowsAsync<RpcException>(async () => await client.LoginAsync(
            new LoginRequest(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.Equal(StatusCode.DeadlineExceeded, exception.StatusCode);
        Assert.Empty(Errors);
    }

    [Fact]
    public async Task A_call_whose_caller_gives_up_ends_and_is_no_fault()
    {
        var left = new TaskCompletionSource();

        await LoginAsync(
            async context =>
            {
                try
                {
                    return await WaitForEverAsync(context);
                }
                finally
                {
                    left.SetResult();
                }
            },
            DateTime.UtcNow.AddSeconds(3));

        await left.Task.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
        Assert.Empty(Errors);
    }

    [Fact]
    public async Task Tells_its_health()
    {
        await using var app = await StartAsync(_ => Task.FromResult(new LoginResponse()));
        var bytes = Marshallers.Create<byte[]>(
            (value, context) => context.Complete(value), context => context.PayloadAsNewBuffer());
        var check = new Method<byte[], byte[]>(MethodType.Unary, "grpc.health.v1.Health", "Check", bytes, bytes);

        var response = await app.Calls().AsyncUnaryCall(check, null, new CallOptions(), []);

        // HealthCheckResponse { status: SERVING }
        Assert.Equal([0x08, 0x01], response);
    }

    [Fact]
    public async Task A_refusal_and_bad_input_end_a_stream_as_they_end_a_call()
    {
        var refusal = new RefusalException(ErrorReasons.OutOfStock, "Only 2 are left.");

        var refused = await ExportAsync(_ => throw refusal);
        var invalid = await ExportAsync(_ => throw new BadInputException("ids[0]", "is not an id."));

        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Equal(ErrorReasons.OutOfStock, refused.GetRpcStatus()!.GetDetail<ErrorInfo>()!.Reason);
        Assert.Equal(StatusCode.InvalidArgument, invalid.StatusCode);
        Assert.Equal(
            "ids[0]", Assert.Single(invalid.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations).Field);
        Assert.Empty(Errors);
    }

    [Fact]
    public async Task A_fault_in_a_stream_is_logged_once_and_told_without_text()
    {
        var exception = await ExportAsync(_ => throw new InvalidOperationException("secret"));

        Assert.Equal((StatusCode.Internal, ""), (exception.StatusCode, exception.Status.Detail));
        Assert.Single(Errors);
    }

    private static async Task<LoginResponse> WaitForEverAsync(ServerCallContext context)
    {
        await Task.Delay(Timeout.Infinite, context.CancellationToken);

        return new LoginResponse();
    }

    private async Task<RpcException> ExportAsync(Func<ServerCallContext, Task<LoginResponse>> betweenPages)
    {
        await using var app = await StartAsync(betweenPages);
        using var call = new ProductsService.ProductsServiceClient(app.Calls()).ExportProducts(
            new ExportProductsRequest());

        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));

        return await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));
    }

    private async Task<RpcException> LoginAsync(
        Func<ServerCallContext, Task<LoginResponse>> login,
        DateTime? deadline = null)
    {
        await using var app = await StartAsync(login);
        var client = new UsersService.UsersServiceClient(app.Calls());

        return await Assert.ThrowsAsync<RpcException>(
            async () => await client.LoginAsync(new LoginRequest(), deadline: deadline));
    }

    // What ends the connection of a call, as a deadline may, needs one.
    private static void OnLoopback(WebApplicationBuilder builder) => builder.WebHost
        .UseKestrel(static server => server.ConfigureEndpointDefaults(
            listener => listener.Protocols = HttpProtocols.Http2))
        .UseUrls("http://127.0.0.1:0");

    private Task<WebApplication> StartAsync(
        Func<ServerCallContext, Task<LoginResponse>> login, Action<WebApplicationBuilder>? configure = null) =>
        InProcess.StartAsync(
            builder =>
            {
                configure?.Invoke(builder);
                builder.Logging.ClearProviders().AddProvider(new FakeLoggerProvider(_logs));
                builder.Services.AddSingleton(new FakeUsersService(login));
                builder.Services.AddSingleton(new FakeProductsService(login));
                builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy());
                builder.AddGrpcServer();
            },
            app =>
            {
                app.MapGrpcService<FakeUsersService>();
                app.MapGrpcService<FakeProductsService>();
                app.MapGrpcHealth();
            });

    /// <summary>Tells the server a deadline of which the client knows nothing.</summary>
    private sealed class DeadlineHandler() : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Add("grpc-timeout", "300m");

            return base.SendAsync(request, cancellationToken);
        }
    }
}
