namespace HotChocolate;

/// <summary>An error of the response: specification, section 7.1.2.</summary>
public interface IError
{
    /// <summary>What went wrong, for the client's developer.</summary>
    string Message { get; }

    /// <summary>A stable code, sent as <c>extensions.code</c>.</summary>
    string? Code { get; }

    /// <summary>The response field that the error belongs to.</summary>
    Path? Path { get; }

    /// <summary>Where in the document the error arose.</summary>
    IReadOnlyList<Location>? Locations { get; }

    /// <summary>More about the error, sent to the client.</summary>
    IReadOnlyDictionary<string, object?>? Extensions { get; }

    /// <summary>The cause; never sent to the client.</summary>
    Exception? Exception { get; }
}
