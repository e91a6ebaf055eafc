using System.Globalization;

namespace Shop.Faults;

internal static class RunDirectory
{
    /// <summary>A directory of its own for what a run leaves: <c>artifacts/faults/{name}-{time}</c>.</summary>
    public static string Create(string name)
    {
        var time = DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture);

        return Directory.CreateDirectory(Path.Combine("artifacts", "faults", $"{name}-{time}")).FullName;
    }
}
