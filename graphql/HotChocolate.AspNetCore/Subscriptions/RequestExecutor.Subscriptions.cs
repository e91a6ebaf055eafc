using HotChocolate.Language;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution;

internal sealed partial class RequestExecutor
{
    /// <summary>Executes a request of any kind, in service scopes of its own.</summary>
    /// <param name="request">The request.</param>
    /// <param name="httpContext">The connection that it came over.</param>
    /// <param name="cancellationToken">Ends the execution, and the stream of a subscription.</param>
    public async ValueTask<ExecutionResponse> ExecuteAnyAsync(
        GraphQLRequest request,
        HttpContext httpContext,
        CancellationToken cancellationToken)
    {
        using var telemetry = Telemetry.Start(Setup.Instrumented);
        try
        {
            var found = await GetDocumentAsync(request, cancellationToken);
            if (found.Document.FindOperation(request.OperationName) is
                { Node.Operation: OperationType.Subscription } operation)
            {
                telemetry?.Describe(operation.Node);

                return new(null, await SubscribeAsync(found, operation, request, httpContext, cancellationToken));
            }

            await using var scope = services.CreateAsyncScope();

            return new(
                await ExecuteAsync(found, request, scope.ServiceProvider, httpContext, telemetry, cancellationToken),
                null);
        }
        catch (GraphQLException refused)
        {
            telemetry?.Complete(refused.Errors);

            return new(Refuse(refused), null);
        }
    }

    private async ValueTask<ResponseStream> SubscribeAsync(
        FoundDocument found,
        PreparedOperation operation,
        GraphQLRequest request,
        HttpContext httpContext,
        CancellationToken cancellationToken)
    {
        var (plan, variables, cost) = await PlanAsync(operation, request, cancellationToken);
        _costs.Enforce(cost);
        Keep(found);
        var scope = services.CreateAsyncScope();
        try
        {
            var state = new OperationState(
                Schema, plan, variables, scope.ServiceProvider, errorHandler, Setup.MaxResponseSize, cancellationToken)
            {
                HttpContext = httpContext,
            };
            var source = new ScopedSource(await CreateSourceAsync(state), scope);

            return new ResponseStream(
                source,
                (message, aborted) => ExecuteEventAsync(plan, variables, httpContext, message, aborted),
                exception => Fail(state, exception));
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    // Specification, section 6.2.3.1: there is one root field, and what it throws here is an error of the request.
    private async Task<ISourceStream> CreateSourceAsync(OperationState state)
    {
        if (state.Plan.Root.Fields is not [{ Field.Subscribe: { } subscribe } field])
        {
            throw new GraphQLException("A subscription must select one root field.");
        }

        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(state.CancellationToken);
        timeout.CancelAfter(Setup.RequestOptions.ExecutionTimeout);
        Task<ISourceStream>? creating = null;
        try
        {
            creating = CreateAsync();

            return await creating.WaitAsync(timeout.Token);
        }
        catch (Exception exception)
        {
            _ = creating?.ContinueWith(
                static late => late.Result.DisposeAsync().AsTask(),
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnRanToCompletion,
                TaskScheduler.Default);
            state.CancellationToken.ThrowIfCancellationRequested();
            throw timeout.IsCancellationRequested
                ? TimedOut()
                : new GraphQLException([.. ToErrors(state, field, exception)]);
        }

        async Task<ISourceStream> CreateAsync()
        {
            using var slot = await _slots.TakeAsync(timeout.Token);

            return await subscribe(state, field.GetArguments(state));
        }
    }

    private async ValueTask<ExecutionResult> ExecuteEventAsync(
        OperationPlan plan,
        VariableValues variables,
        HttpContext httpContext,
        object? message,
        CancellationToken cancellationToken)
    {
        using var telemetry = Telemetry.Start(Setup.Instrumented);
        telemetry?.Describe(plan.Operation);
        await using var scope = services.CreateAsyncScope();
        var result = await ExecuteAsync(
            plan, variables, scope.ServiceProvider, httpContext, cancellationToken, message);
        telemetry?.Complete(result.Errors);

        return result;
    }

    private ExecutionResult Fail(OperationState state, Exception exception) =>
        ExecutionResult.Refuse([.. ToErrors(state, state.Plan.Root.Fields[0], exception)]);

    private IEnumerable<IError> ToErrors(OperationState state, PlanField field, Exception exception) =>
        errorHandler.ToErrors(
            exception,
            Path.Root.Append(field.ResponseName),
            node => state.Plan.Document.GetLocation(node),
            field.Nodes);
}
