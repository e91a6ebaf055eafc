using Grpc.Core;
using Grpc.Health.V1;
using Microsoft.Extensions.Hosting;
using ServingStatus = Grpc.Health.V1.HealthCheckResponse.Types.ServingStatus;

namespace Grpc.AspNetCore.HealthChecks;

internal sealed class HealthGrpcService(HealthStatuses statuses, IHostApplicationLifetime lifetime)
    : Health.V1.Health.HealthBase
{
    public override async Task<HealthCheckResponse> Check(HealthCheckRequest request, ServerCallContext context) =>
        await statuses.CheckAsync(request.Service, context.CancellationToken) is { } status
            ? new HealthCheckResponse { Status = status }
            : throw new RpcException(new Status(StatusCode.NotFound, ""));

    public override async Task Watch(
        HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responseStream, ServerCallContext context)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(
            context.CancellationToken, lifetime.ApplicationStopping);
        // Taken before the first check, so that no report between the two is missed.
        var next = statuses.Latest.Next;
        var status = await statuses.CheckAsync(request.Service, context.CancellationToken);
        await SendAsync(responseStream, status);
        while (await IsThereMoreAsync(next, ending.Token))
        {
            (var report, next) = statuses.Latest;
            var current = report is null ? status : statuses.Read(request.Service, report);
            if (current != status)
            {
                status = current;
                await SendAsync(responseStream, status);
            }
        }

        // A server that stops tells so, unless the caller is the one who left.
        if (!context.CancellationToken.IsCancellationRequested)
        {
            await SendAsync(responseStream, ServingStatus.NotServing);
        }
    }

    private static Task SendAsync(IServerStreamWriter<HealthCheckResponse> stream, ServingStatus? status) =>
        stream.WriteAsync(new HealthCheckResponse { Status = status ?? ServingStatus.ServiceUnknown });

    private static async Task<bool> IsThereMoreAsync(Task next, CancellationToken ending)
    {
        try
        {
            await next.WaitAsync(ending);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
