using System.Text;
using System.Text.Json;
using HotChocolate.Language;
using HotChocolate.Types;
using HotChocolate.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution;

/// <summary>Takes a request from its text to its response.</summary>
internal sealed partial class RequestExecutor(
    Schema schema,
    SchemaSetup setup,
    bool allowIntrospection,
    IServiceProvider services,
    ErrorHandler errorHandler) : IRequestExecutor
{
    private const int CachedDocuments = 1024;

    private readonly DocumentCache _documents = new(CachedDocuments);

    public Schema Schema { get; } = schema;

    ISchemaDefinition IRequestExecutor.Schema => Schema;

    public bool AllowsIntrospection { get; } = allowIntrospection;

    public SchemaSetup Setup { get; } = setup;

    public async Task<IExecutionResult> ExecuteAsync(
        IOperationRequest request,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        JsonElement? variables = request.VariableValues is { } values ? JsonSerializer.SerializeToElement(values) : null;
        var parsed = new GraphQLRequest(Encoding.UTF8.GetBytes(request.Document), request.OperationName, variables);

        // A synchronization context of the caller would take resolvers out of the order that batches rely on.
        return SynchronizationContext.Current is null
            ? await ExecuteInScopeAsync(parsed, cancellationToken)
            : await Task.Run(() => ExecuteInScopeAsync(parsed, cancellationToken), cancellationToken);
    }

    /// <summary>Executes with the services of the caller's scope.</summary>
    public async ValueTask<ExecutionResult> ExecuteAsync(
        GraphQLRequest request,
        IServiceProvider scope,
        HttpContext? httpContext,
        CancellationToken cancellationToken)
    {
        using var activity = Setup.Instrumented ? Telemetry.Start() : null;
        try
        {
            var operation = GetDocument(request.Document).GetOperation(request.OperationName);
            Telemetry.Describe(activity, operation.Node);
            if (request.QueriesOnly && operation.Node.Operation != OperationType.Query)
            {
                return Refuse(new GraphQLException("Only queries can be executed by this HTTP method."), ResultKind.NotAllowed);
            }

            if (operation.Node.Operation == OperationType.Subscription)
            {
                throw new GraphQLException("A subscription needs a WebSocket, or the header Accept: text/event-stream.");
            }

            var variables = operation.Variables.Coerce(request.Variables);
            var plan = operation.PlanFor(variables);
            var result = await ExecuteAsync(plan, variables, scope, httpContext, cancellationToken);
            Telemetry.Complete(activity, result.Errors);
            return result;
        }
        catch (GraphQLException refused)
        {
            Telemetry.Complete(activity, refused.Errors);
            return Refuse(refused);
        }
    }

    private async Task<ExecutionResult> ExecuteInScopeAsync(GraphQLRequest request, CancellationToken cancellationToken)
    {
        await using var scope = services.CreateAsyncScope();
        return await ExecuteAsync(request, scope.ServiceProvider, null, cancellationToken);
    }

    private async ValueTask<ExecutionResult> ExecuteAsync(
        OperationPlan plan,
        VariableValues variables,
        IServiceProvider scope,
        HttpContext? httpContext,
        CancellationToken cancellationToken,
        object? eventMessage = null)
    {
        if (plan.Root.SlotFields.Length == 0)
        {
            return await new OperationRun(CreateState(cancellationToken)).ExecuteAsync();
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Setup.RequestOptions.ExecutionTimeout);
        try
        {
            return await new OperationRun(CreateState(timeout.Token)).ExecuteAsync();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refuse(TimedOut(), ResultKind.TimedOut);
        }

        OperationState CreateState(CancellationToken aborted) =>
            new(Schema, plan, variables, scope, errorHandler, aborted)
            {
                HttpContext = httpContext,
                EventMessage = eventMessage,
            };
    }

    private GraphQLException TimedOut() => new(ErrorBuilder.New()
        .SetMessage($"The request exceeded the configured timeout of {Setup.RequestOptions.ExecutionTimeout.TotalSeconds} s.")
        .SetCode(ErrorCodes.Timeout).Build());

    private CachedDocument GetDocument(ReadOnlyMemory<byte> text)
    {
        if (!_documents.TryGet(text.Span, out var cached))
        {
            var copy = text.ToArray();
            cached = new CachedDocument(
                Schema, Parse(copy), plan => PlanLimits.Check(plan, Schema, Setup, AllowsIntrospection));
            _documents.Add(copy, cached);
        }

        return cached;
    }

    private DocumentNode Parse(byte[] text)
    {
        try
        {
            var document = Parser.Parse(text, Setup.ParserOptions);
            var errors = DocumentValidator.Validate(Schema, document);
            return errors.Count == 0 ? document : throw new GraphQLException([.. errors]);
        }
        catch (SyntaxException error)
        {
            throw new GraphQLException(ErrorBuilder.New().SetMessage(error.Message).SetCode(error.Code)
                .AddLocation(error.Location).SetException(error).Build());
        }
    }

    private ExecutionResult Refuse(GraphQLException refused, ResultKind kind = ResultKind.Refused) =>
        ExecutionResult.Refuse([.. refused.Errors.Select(errorHandler.Filter)], kind);
}
