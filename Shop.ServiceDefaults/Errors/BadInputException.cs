namespace Shop.ServiceDefaults.Errors;

/// <summary>
/// What was sent is not valid, whatever the state of the shop (INVALID_ARGUMENT with a field violation).
/// </summary>
/// <param name="field">The path of the field in the request, for example <c>lines[0].quantity</c>.</param>
/// <param name="message">For a person; names the value and the limit.</param>
public sealed class BadInputException(string field, string message) : Exception($"{field}: {message}")
{
    public string Field { get; } = field;

    public string Description { get; } = message;
}
