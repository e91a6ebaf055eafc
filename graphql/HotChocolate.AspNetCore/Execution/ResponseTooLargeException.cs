namespace HotChocolate.Execution;

/// <summary>The response would have more bytes than one may have; nothing of it is sent.</summary>
internal sealed class ResponseTooLargeException(int limit) : GraphQLException(
    ErrorBuilder.New().SetMessage($"The response is larger than {limit} bytes.").SetCode(ErrorCodes.ResponseTooLarge)
        .Build());
