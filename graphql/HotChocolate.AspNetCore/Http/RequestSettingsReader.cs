using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;

namespace HotChocolate.AspNetCore;

/// <summary>Finds what the headers and the interceptor want for a request.</summary>
internal static class RequestSettingsReader
{
    private const string CostHeader = "GraphQL-Cost";

    public static async ValueTask<RequestSettings> ReadAsync(
        HttpContext context,
        RequestExecutor executor)
    {
        var interceptor = executor.Interceptor;
        var cost = CostModeOf(context.Request);
        if (interceptor is null && cost == CostMode.Enforce)
        {
            return RequestSettings.Default;
        }

        var builder = OperationRequestBuilder.New();
        builder.Settings.Cost = cost;
        if (interceptor is not null)
        {
            await interceptor.OnCreateAsync(context, executor, builder, context.RequestAborted);
        }

        return builder.Settings;
    }

    private static CostMode CostModeOf(HttpRequest request) =>
        request.Headers.TryGetValue(CostHeader, out var value) && value.Count == 1
            ? value[0] switch
            {
                "report" => CostMode.Report,
                "validate" => CostMode.Validate,
                _ => CostMode.Enforce,
            }
            : CostMode.Enforce;
}
