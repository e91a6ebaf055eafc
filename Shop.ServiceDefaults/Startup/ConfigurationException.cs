namespace Shop.ServiceDefaults.Startup;

/// <summary>A setting is missing or not valid, so the process cannot start.</summary>
/// <param name="setting">Its key, for example <c>ConnectionStrings:orders-db</c>.</param>
/// <param name="problem">What is wrong, ending the sentence that the key begins; never a secret value.</param>
public sealed class ConfigurationException(string setting, string problem)
    : Exception($"Configuration '{setting}' {problem}")
{
    public string Setting { get; } = setting;
}
