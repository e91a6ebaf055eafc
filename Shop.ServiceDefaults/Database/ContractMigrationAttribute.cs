namespace Shop.ServiceDefaults.Database;

/// <summary>
/// A migration that takes away what no version uses any more that may run beside this one; without it a test refuses
/// what an older version does not survive.
/// </summary>
/// <param name="unusedSince">
/// The first release that did not use it, for example <c>1.4</c>; it must have been made already.
/// </param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ContractMigrationAttribute(string unusedSince) : Attribute
{
    public Version UnusedSince { get; } = Version.Parse(unusedSince);
}
