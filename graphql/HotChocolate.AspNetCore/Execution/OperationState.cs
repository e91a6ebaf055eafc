using System.Security.Claims;
using GreenDonut;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace HotChocolate.Execution;

/// <summary>What one execution of an operation carries along.</summary>
internal sealed class OperationState(
    Schema schema,
    OperationPlan plan,
    VariableValues variables,
    IServiceProvider services,
    ErrorHandler errorHandler,
    int maxResponseSize,
    CancellationToken cancellationToken)
{
    private readonly Lock _lock = new();
    private List<IError>? _errors;
    private Dictionary<Type, object>? _resolverInstances;

    public Schema Schema { get; } = schema;

    public OperationPlan Plan { get; } = plan;

    public VariableValues Variables { get; } = variables;

    public IServiceProvider Services { get; } = services;

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public object?[]?[] ArgumentValues { get; } = new object?[]?[plan.ArgumentSlots];

    public HttpContext? HttpContext { get; init; }

    /// <summary>The event that a subscription's field answers to.</summary>
    public object? EventMessage { get; init; }

    public ClaimsPrincipal User => HttpContext?.User ?? Anonymous;

    public IReadOnlyList<IError> Errors => _errors ?? [];

    public BatchDispatcher Batches => field ??= Services.GetRequiredService<BatchDispatcher>();

    private static ClaimsPrincipal Anonymous { get; } = new(new ClaimsIdentity());

    /// <summary>
    /// The instance whose methods resolve fields: a registered service, or one made for this execution.
    /// </summary>
    public T GetResolver<T>()
        where T : class
    {
        if (Services.GetService<T>() is { } service)
        {
            return service;
        }

        lock (_lock)
        {
            _resolverInstances ??= [];
            if (!_resolverInstances.TryGetValue(typeof(T), out var instance))
            {
                instance = ActivatorUtilities.CreateInstance<T>(Services);
                _resolverInstances.Add(typeof(T), instance);
            }

            return (T)instance;
        }
    }

    public T GetService<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Ends the operation when its time is over or its response is too large.</summary>
    /// <exception cref="OperationCanceledException">The time is over, or the caller is gone.</exception>
    /// <exception cref="ResponseTooLargeException">So many bytes are too many.</exception>
    public void CheckGoesOn(int written)
    {
        CancellationToken.ThrowIfCancellationRequested();
        if (written > maxResponseSize)
        {
            throw new ResponseTooLargeException(maxResponseSize);
        }
    }

    /// <summary>Whether it ends the operation, and is no error of a field.</summary>
    public bool IsEndedBy(Exception exception) => exception is ResponseTooLargeException
        || (exception is OperationCanceledException && CancellationToken.IsCancellationRequested);

    /// <summary>Records what a field threw.</summary>
    public void AddError(Exception exception, Path path, PlanField field)
    {
        var errors = errorHandler.ToErrors(
            exception, path, node => Plan.Document.GetLocation(node), field.Nodes);
        lock (_lock)
        {
            (_errors ??= []).AddRange(errors);
        }
    }

    /// <summary>Records an error of the engine's own.</summary>
    public void AddError(string message, string code, Path path, PlanField field) =>
        AddError(new GraphQLException(ErrorBuilder.New().SetMessage(message).SetCode(code).Build()), path, field);
}
