using System.Text;
using System.Text.Json;
using HotChocolate.AspNetCore;
using HotChocolate.CostAnalysis;
using HotChocolate.Language;
using HotChocolate.PersistedOperations;
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
    private const int MaxCachedBytes = 64 * 1024 * 1024;
    private const int MaxCachedDocumentBytes = 32 * 1024;
    private const int MaxMessageLength = 1000;

    private readonly DocumentCache _documents = new(MaxCachedBytes);
    private readonly CostGate _costs = new(setup);
    private readonly PersistedDocuments _persisted = new(setup, services);
    private readonly ExecutionSlots _preparations = new(2 * Environment.ProcessorCount);
    private readonly ExecutionSlots _slots = new(setup.CreateServerOptions().MaxConcurrentExecutions);

    public Schema Schema { get; } = schema;

    ISchemaDefinition IRequestExecutor.Schema => Schema;

    public bool AllowsIntrospection { get; } = allowIntrospection;

    public SchemaSetup Setup { get; } = setup;

    /// <summary>What sees requests over HTTP before they are executed.</summary>
    public IHttpRequestInterceptor? Interceptor { get; } = setup.HttpRequestInterceptor?.Invoke(services);

    public async Task<IExecutionResult> ExecuteAsync(
        IOperationRequest request,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        JsonElement? variables = request.VariableValues is { } values
            ? JsonSerializer.SerializeToElement(values)
            : null;
        var parsed = new GraphQLRequest(Encoding.UTF8.GetBytes(request.Document), request.OperationName, variables)
        {
            Settings = (request as OperationRequest)?.Settings ?? RequestSettings.Default,
        };

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
        using var telemetry = Telemetry.Start(Setup.Instrumented);
        try
        {
            var found = await GetDocumentAsync(request, cancellationToken);

            return await ExecuteAsync(found, request, scope, httpContext, telemetry, cancellationToken);
        }
        catch (GraphQLException refused)
        {
            telemetry?.Complete(refused.Errors);

            return Refuse(refused);
        }
    }

    private async ValueTask<ExecutionResult> ExecuteAsync(
        FoundDocument found,
        GraphQLRequest request,
        IServiceProvider scope,
        HttpContext? httpContext,
        Telemetry? telemetry,
        CancellationToken cancellationToken)
    {
        var extensions = new ResponseExtensions { Persisted = found.Receipt };
        try
        {
            var operation = found.Document.GetOperation(request.OperationName);
            telemetry?.Describe(operation.Node);
            if (request.QueriesOnly && operation.Node.Operation != OperationType.Query)
            {
                return Refuse(
                    new GraphQLException("Only queries can be executed by this HTTP method."), ResultKind.NotAllowed);
            }

            var (plan, variables, cost) = await PlanAsync(operation, request, cancellationToken);
            extensions.Cost = request.Settings.Cost == CostMode.Enforce ? null : cost;
            if (request.Settings.Cost == CostMode.Validate)
            {
                return ExecutionResult.Of(extensions);
            }

            if (operation.Node.Operation == OperationType.Subscription)
            {
                throw new GraphQLException(
                    "A subscription needs a WebSocket, or the header Accept: text/event-stream.");
            }

            _costs.Enforce(cost);
            Keep(found);
            var result = await ExecuteAsync(plan, variables, scope, httpContext, cancellationToken);
            telemetry?.Complete(result.Errors);

            return result.With(extensions);
        }
        catch (GraphQLException refused)
        {
            telemetry?.Complete(refused.Errors);

            return Refuse(refused).With(extensions);
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
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(Setup.RequestOptions.ExecutionTimeout);
        try
        {
            // What never waits for anything needs no bound but the processors.
            using var slot = plan.Root.SlotFields.Length > 0 ? await _slots.TakeAsync(timeout.Token) : default;
            var state = new OperationState(
                Schema, plan, variables, scope, errorHandler, Setup.MaxResponseSize, timeout.Token)
            {
                HttpContext = httpContext,
                EventMessage = eventMessage,
            };

            return await new OperationRun(state).ExecuteAsync();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Refuse(TimedOut(), ResultKind.TimedOut);
        }
        catch (ResponseTooLargeException tooLarge)
        {
            return Refuse(tooLarge);
        }
    }

    private async ValueTask<PlannedOperation> PlanAsync(
        PreparedOperation operation,
        GraphQLRequest request,
        CancellationToken cancellationToken)
    {
        using var slot = await _preparations.TakeAsync(cancellationToken);
        var variables = operation.Variables.Coerce(request.Variables);
        var plan = operation.PlanFor(variables);
        if (!AllowsIntrospection && !request.Settings.AllowsIntrospection)
        {
            PlanLimits.CheckIntrospection(plan, Schema);
        }

        return new(plan, variables, _costs.Measure(plan, variables));
    }

    private async ValueTask<FoundDocument> GetDocumentAsync(
        GraphQLRequest request,
        CancellationToken cancellationToken)
    {
        if (request is { Document.IsEmpty: true, Persisted: { } named })
        {
            return await GetDocumentAsync(await _persisted.ReadAsync(named, cancellationToken), cancellationToken);
        }

        _persisted.CheckDocumentIsAllowed(request.Settings);
        var found = await GetDocumentAsync(request.Document, cancellationToken);

        return request.Persisted is { } reference
            ? found with { Receipt = await _persisted.SaveAsync(reference, request.Document, cancellationToken) }
            : found;
    }

    private async ValueTask<FoundDocument> GetDocumentAsync(
        ReadOnlyMemory<byte> text,
        CancellationToken cancellationToken)
    {
        if (_documents.TryGet(text.Span, out var cached))
        {
            return new(cached);
        }

        using var slot = await _preparations.TakeAsync(cancellationToken);
        var copy = text.ToArray();

        return new(new CachedDocument(Schema, Parse(copy), plan => PlanLimits.Check(plan, Setup)), copy);
    }

    // What costs too much, or is long, is not asked for all the time.
    private void Keep(FoundDocument found)
    {
        if (found.NewText is { Length: <= MaxCachedDocumentBytes } text)
        {
            _documents.Add(text, found.Document);
        }
    }

    private GraphQLException TimedOut() => new(ErrorBuilder.New()
        .SetMessage(
            $"The request exceeded the configured timeout of {Setup.RequestOptions.ExecutionTimeout.TotalSeconds} s.")
        .SetCode(ErrorCodes.Timeout).Build());

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
                .AddLocation(error.Location).Build());
        }
    }

    private ExecutionResult Refuse(GraphQLException refused, ResultKind kind = ResultKind.Refused) =>
        ExecutionResult.Refuse([.. refused.Errors.Select(error => Shorten(errorHandler.Filter(error)))], kind);

    // A message may quote the document, and nobody gets back a megabyte that they sent.
    private static IError Shorten(IError error) => error.Message.Length <= MaxMessageLength
        ? error
        : ErrorBuilder.FromError(error).SetMessage($"{error.Message.AsSpan(0, MaxMessageLength)}…").Build();

    /// <summary>
    /// A request's document, its text when it is not kept yet, and what the client is told about its storage.
    /// </summary>
    private readonly record struct FoundDocument(
        CachedDocument Document,
        byte[]? NewText = null,
        PersistedReceipt? Receipt = null);

    private readonly record struct PlannedOperation(OperationPlan Plan, VariableValues Variables, OperationCost? Cost);
}
