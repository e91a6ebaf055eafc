using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Configuration;

namespace Aspire.Hosting;

public static class ParameterResourceBuilderExtensions
{
    /// <summary>Adds a parameter that the configuration provides under <c>Parameters:{name}</c>.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, bool secret = false) =>
        builder.AddResource(Create(builder, name, null, secret));

    /// <summary>Adds a parameter with a value that the configuration may override.</summary>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, string value, bool publishValueAsDefault = false,
        bool secret = false) =>
        builder.AddResource(Create(builder, name, new ConstantDefault(value), secret));

    /// <param name="builder">The application.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="value">What makes the value if the configuration has none.</param>
    /// <param name="secret">Whether it must not be shown.</param>
    /// <param name="persist">Whether a made value is kept in the user secrets of the AppHost.</param>
    public static IResourceBuilder<ParameterResource> AddParameter(
        this IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool secret = false,
        bool persist = false) =>
        builder.AddResource(Create(builder, name, Persisted(builder, name, value, persist), secret));

    public static IResourceBuilder<IResourceWithConnectionString> AddConnectionString(
        this IDistributedApplicationBuilder builder, string name, string? environmentVariableName = null)
    {
        var parameter = new ParameterResource(
            name,
            _ => builder.Configuration.GetConnectionString(name) is { Length: > 0 } value
                ? value
                : throw new MissingParameterValueException(
                    $"Connection string resource '{name}' could not be used: " +
                    $"configuration key 'ConnectionStrings:{name}' is missing."),
            secret: true);
        return builder.AddResource(new ConnectionStringResource(name, ReferenceExpression.Create($"{parameter}"))
        {
            ConnectionStringEnvironmentVariable = environmentVariableName,
        });
    }

    /// <summary>A generated password, kept in the user secrets of the AppHost.</summary>
    public static ParameterResource CreateDefaultPasswordParameter(
        IDistributedApplicationBuilder builder, string name, bool lower = true, bool upper = true, bool numeric = true,
        bool special = true, int minLower = 0, int minUpper = 0, int minNumeric = 0, int minSpecial = 0) =>
        CreateGeneratedParameter(builder, name, secret: true, new GenerateParameterDefault
        {
            Lower = lower,
            Upper = upper,
            Numeric = numeric,
            Special = special,
            MinLower = minLower,
            MinUpper = minUpper,
            MinNumeric = minNumeric,
            MinSpecial = minSpecial,
        });

    public static ParameterResource CreateGeneratedParameter(
        IDistributedApplicationBuilder builder, string name, bool secret, GenerateParameterDefault parameterDefault) =>
        Create(builder, name, Persisted(builder, name, parameterDefault, persist: true), secret);

    private static ParameterDefault Persisted(
        IDistributedApplicationBuilder builder, string name, ParameterDefault value, bool persist) =>
        persist && builder.ExecutionContext.IsRunMode && UserSecrets.Of(builder.AppHostAssembly) is { } secrets
            ? new PersistedDefault(secrets, $"Parameters:{name}", value)
            : value;

    private static ParameterResource Create(
        IDistributedApplicationBuilder builder, string name, ParameterDefault? value, bool secret)
    {
        var key = $"Parameters:{name}";
        return new ParameterResource(
            name,
            fallback => Configured(builder.Configuration, key)
                ?? fallback?.GetDefaultValue()
                ?? throw new MissingParameterValueException(
                    $"Parameter resource '{name}' could not be used: configuration key '{key}' is missing " +
                    "and the parameter has no default value."),
            secret)
        {
            Default = value,
        };
    }

    // A shell cannot set a variable with a hyphen in its name.
    private static string? Configured(ConfigurationManager configuration, string key) =>
        configuration[key] is { Length: > 0 } value ? value
            : configuration[key.Replace('-', '_')] is { Length: > 0 } other ? other
            : null;

    private sealed class ConstantDefault(string value) : ParameterDefault
    {
        public override string GetDefaultValue() => value;
    }

    private sealed class PersistedDefault(UserSecrets secrets, string key, ParameterDefault inner) : ParameterDefault
    {
        public override string GetDefaultValue() => secrets.GetOrAdd(key, inner.GetDefaultValue);
    }
}
