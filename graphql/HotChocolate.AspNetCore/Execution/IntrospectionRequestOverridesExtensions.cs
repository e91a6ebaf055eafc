namespace HotChocolate.Execution;

/// <summary>Changes for one request what the schema's settings say about introspection.</summary>
public static class IntrospectionRequestOverridesExtensions
{
    /// <summary>Allows introspection where it is disabled.</summary>
    public static OperationRequestBuilder AllowIntrospection(this OperationRequestBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Settings.AllowsIntrospection = true;

        return builder;
    }
}
