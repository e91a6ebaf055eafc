using System.Text;
using HotChocolate.Execution;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace HotChocolate.AspNetCore;

/// <summary>Serves GraphQL over HTTP.</summary>
internal sealed class GraphQLEndpoint(
    RequestExecutorProvider executors,
    string schemaName,
    GraphQLServerOptions options)
{
    public async Task InvokeAsync(HttpContext context)
    {
        var executor = executors.Get(schemaName);
        try
        {
            await ServeAsync(context, executor);
        }
        catch (BadRequestException refused)
        {
            using var result = Refuse(refused.Message);
            await RespondAsync(
                context, result, MediaTypes.Negotiate(context.Request) ?? MediaTypes.Json, refused.Status);
        }
        catch (BadHttpRequestException refused)
        {
            using var result = Refuse(refused.StatusCode switch
            {
                StatusCodes.Status408RequestTimeout => "The request's body did not arrive in time.",
                StatusCodes.Status413PayloadTooLarge => "The request's body is too large.",
                _ => "The request's body could not be read.",
            });
            await RespondAsync(
                context, result, MediaTypes.Negotiate(context.Request) ?? MediaTypes.Json, refused.StatusCode);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            context.Abort();
        }
    }

    private Task ServeAsync(HttpContext context, RequestExecutor executor)
    {
        var request = context.Request;
        if (context.WebSockets.IsWebSocketRequest && options.EnableSockets)
        {
            return SocketEndpoint.ServeAsync(context, executor, options.Sockets);
        }

        if (HttpMethods.IsPost(request.Method))
        {
            return PostAsync(context, executor);
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            return MethodNotAllowedAsync(context, "GET, POST", "Only GET and POST are supported.");
        }

        var asks = request.Query.ContainsKey("query") || request.Query.ContainsKey("id")
            || request.Query.ContainsKey("documentId") || request.Query.ContainsKey("extensions");

        return request.Query.ContainsKey("sdl") && options.EnableSchemaRequests ? WriteSchemaAsync(context)
            : !asks && options.Tool.Enable && MediaTypes.AcceptsHtml(request) ? IdePage.WriteAsync(context, "")
            : options.EnableGetRequests ? GetAsync(context, executor)
            : MethodNotAllowedAsync(context, "POST", "Only POST is supported.");
    }

    private async Task PostAsync(HttpContext context, RequestExecutor executor)
    {
        if (!MediaTypes.IsJson(context.Request))
        {
            throw new BadRequestException(
                "The body must be of type application/json in UTF-8.", StatusCodes.Status415UnsupportedMediaType);
        }

        var mediaType = RequireMediaType(context);
        using var body = await HttpRequestReader.ReadBodyAsync(
            context.Request, executor.Setup.MaxRequestSize, context.RequestAborted);
        await ExecuteAsync(context, executor, HttpRequestReader.FromBody(body.RootElement), mediaType);
    }

    private Task GetAsync(HttpContext context, RequestExecutor executor)
    {
        var mediaType = RequireMediaType(context);

        return ExecuteAsync(context, executor, HttpRequestReader.FromQuery(context.Request), mediaType);
    }

    private async Task ExecuteAsync(
        HttpContext context,
        RequestExecutor executor,
        GraphQLRequest read,
        string mediaType)
    {
        var request = read with { Settings = await RequestSettingsReader.ReadAsync(context, executor) };
        if (EventStreamEndpoint.IsAccepted(context.Request))
        {
            await EventStreamEndpoint.ServeAsync(context, executor, request, options);

            return;
        }

        using var result = await executor.ExecuteAsync(
            request, context.RequestServices, context, context.RequestAborted);
        await RespondAsync(context, result, mediaType);
    }

    /// <summary>Writes one response.</summary>
    public static Task RespondAsync(HttpContext context, ExecutionResult result, string mediaType)
    {
        if (result.Kind == ResultKind.NotAllowed)
        {
            context.Response.Headers.Allow = "POST";
        }

        return RespondAsync(context, result, mediaType, StatusOf(result, mediaType));
    }

    /// <summary>Writes the schema's definition, where introspection is allowed.</summary>
    public async Task WriteSchemaAsync(HttpContext context)
    {
        var executor = executors.Get(schemaName);
        if (!executor.AllowsIntrospection
            && !(await RequestSettingsReader.ReadAsync(context, executor)).AllowsIntrospection)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;

            return;
        }

        context.Response.ContentType = "application/graphql; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"schema.graphql\"";

        await context.Response.WriteAsync(executor.Schema.ToString(), Encoding.UTF8, context.RequestAborted);
    }

    private static async Task MethodNotAllowedAsync(HttpContext context, string allowed, string message)
    {
        context.Response.Headers.Allow = allowed;
        using var result = Refuse(message);
        await RespondAsync(
            context,
            result,
            MediaTypes.Negotiate(context.Request) ?? MediaTypes.Json,
            StatusCodes.Status405MethodNotAllowed);
    }

    private static string RequireMediaType(HttpContext context) => MediaTypes.Negotiate(context.Request)
        ?? (EventStreamEndpoint.IsAccepted(context.Request) ? MediaTypes.Json : throw new BadRequestException(
            "Acceptable are application/graphql-response+json, application/json and text/event-stream.",
            StatusCodes.Status406NotAcceptable));

    // GraphQL over HTTP, section 6.4: with application/json a well-formed request is always answered by 200.
    private static int StatusOf(ExecutionResult result, string mediaType) => result.Kind switch
    {
        ResultKind.NotAllowed => StatusCodes.Status405MethodNotAllowed,
        ResultKind.Executed => StatusCodes.Status200OK,
        _ when mediaType == MediaTypes.Json => StatusCodes.Status200OK,
        ResultKind.TimedOut => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };

    private static ExecutionResult Refuse(string message) => ExecutionResult.Refuse(
        [ErrorBuilder.New().SetMessage(message).SetCode(ErrorCodes.InvalidRequest).Build()]);

    private static async Task RespondAsync(HttpContext context, ExecutionResult result, string mediaType, int status)
    {
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = mediaType;
        response.ContentLength = result.Json.Length;
        response.Headers[HeaderNames.CacheControl] = "no-store";
        await response.BodyWriter.WriteAsync(result.Json, context.RequestAborted);
    }
}
