namespace HotChocolate;

/// <summary>Builds an <see cref="IError"/>.</summary>
public sealed class ErrorBuilder
{
    internal const string Unexpected = "Unexpected Execution Error";

    private Error _error = new("");

    private ErrorBuilder()
    {
    }

    /// <summary>Starts with an empty error.</summary>
    public static ErrorBuilder New() => new();

    /// <summary>Starts with a copy of the error.</summary>
    public static ErrorBuilder FromError(IError error)
    {
        ArgumentNullException.ThrowIfNull(error);

        return new ErrorBuilder
        {
            _error = new Error(error.Message)
            {
                Code = error.Code,
                Path = error.Path,
                Locations = error.Locations,
                Extensions = error.Extensions,
                Exception = error.Exception,
            },
        };
    }

    /// <summary>Starts with the exception and a message that does not tell of it.</summary>
    public static ErrorBuilder FromException(Exception exception)
    {
        ArgumentNullException.ThrowIfNull(exception);

        return new ErrorBuilder().SetMessage(Unexpected).SetException(exception);
    }

    /// <summary>Sets the message, which must not be empty.</summary>
    public ErrorBuilder SetMessage(string message)
    {
        ArgumentException.ThrowIfNullOrEmpty(message);
        _error = _error with { Message = message };

        return this;
    }

    /// <summary>Sets <c>extensions.code</c>; null or an empty one removes it.</summary>
    public ErrorBuilder SetCode(string? code)
    {
        code = string.IsNullOrEmpty(code) ? null : code;
        _error = _error with { Code = code };

        return code is null ? RemoveExtension("code") : SetExtension("code", code);
    }

    /// <summary>Sets the response field that the error belongs to.</summary>
    public ErrorBuilder SetPath(Path? path)
    {
        _error = _error with { Path = path };

        return this;
    }

    /// <summary>Adds a place in the document.</summary>
    public ErrorBuilder AddLocation(Location location)
    {
        _error = _error with { Locations = [.. _error.Locations ?? [], location] };

        return this;
    }

    /// <summary>Sets the cause, which is logged and never sent.</summary>
    public ErrorBuilder SetException(Exception? exception)
    {
        _error = _error with { Exception = exception };

        return this;
    }

    /// <summary>Adds or replaces an extension.</summary>
    public ErrorBuilder SetExtension(string key, object? value)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        var extensions = CopyExtensions();
        extensions[key] = value;
        _error = _error with { Extensions = extensions };

        return this;
    }

    /// <summary>Removes an extension if it is there.</summary>
    public ErrorBuilder RemoveExtension(string key)
    {
        var extensions = CopyExtensions();
        extensions.Remove(key);
        _error = _error with { Extensions = extensions.Count == 0 ? null : extensions };

        return this;
    }

    /// <summary>The error.</summary>
    /// <exception cref="InvalidOperationException">No message was set.</exception>
    public IError Build() => _error.Message.Length > 0
        ? _error
        : throw new InvalidOperationException("An error needs a message.");

    private OrderedDictionary<string, object?> CopyExtensions() =>
        _error.Extensions is { } extensions ? new(extensions, StringComparer.Ordinal) : new(StringComparer.Ordinal);
}
