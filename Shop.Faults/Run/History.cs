using System.Diagnostics;
using System.Globalization;

namespace Shop.Faults.Run;

/// <summary>What happened when, on the console and in a file.</summary>
internal sealed class History(TextWriter output, string file)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    public void Add(string text)
    {
        var line = string.Create(
            CultureInfo.InvariantCulture, $"{Stopwatch.GetElapsedTime(_started).TotalSeconds,7:F1} s  {text}");
        output.WriteLine(line);
        File.AppendAllText(file, line + Environment.NewLine);
    }
}
