namespace Shop.ServiceDefaults.Commands;

internal sealed record CommandDescription(string Name, string Parameters)
{
    public string Usage => $"{Name} {Parameters}".TrimEnd();
}
