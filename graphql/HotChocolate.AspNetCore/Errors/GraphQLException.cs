namespace HotChocolate;

/// <summary>Thrown by a resolver to send these errors to the client, unmasked.</summary>
public class GraphQLException : Exception
{
    /// <summary>One error with this message.</summary>
    public GraphQLException(string message)
        : this(ErrorBuilder.New().SetMessage(message).Build())
    {
    }

    /// <summary>One error with this message and cause.</summary>
    public GraphQLException(string message, Exception innerException)
        : base(message, innerException) =>
        Errors = [ErrorBuilder.New().SetMessage(message).SetException(innerException).Build()];

    /// <summary>This error.</summary>
    public GraphQLException(IError error)
        : base(error?.Message) =>
        Errors = error is null ? [] : [error];

    /// <summary>These errors.</summary>
    public GraphQLException(params IError[] errors)
        : base(errors?.FirstOrDefault()?.Message) =>
        Errors = errors ?? [];

    /// <summary>The errors for the client.</summary>
    public IReadOnlyList<IError> Errors { get; }
}
