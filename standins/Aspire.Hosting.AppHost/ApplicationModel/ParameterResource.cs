namespace Aspire.Hosting.ApplicationModel;

/// <summary>A value that whoever runs the application provides under <c>Parameters:{name}</c>.</summary>
public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
    : Resource(name), IManifestExpressionProvider, IValueProvider
{
    private readonly Lock _gate = new();
    private string? _value;

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; } = secret;

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return ValueTask.FromResult<string?>(_value ??= callback(Default));
        }
    }
}

/// <summary>Where a parameter's value comes from when nobody provides one.</summary>
public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A parameter has neither a configured value nor a default.</summary>
public class MissingParameterValueException(string message) : DistributedApplicationException(message);
