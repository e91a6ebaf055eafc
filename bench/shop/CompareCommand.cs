using System.CommandLine;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop;

internal static class CompareCommand
{
    public static Command Create()
    {
        var a = new Argument<FileInfo>("A").AcceptExistingOnly();
        var b = new Argument<FileInfo>("B").AcceptExistingOnly();
        var command = new Command("compare", "Prints two results side by side.") { a, b };
        command.SetAction(async (parsed, _) =>
        {
            var lines = Comparison.Of(
                await BenchResult.ReadAsync(parsed.GetValue(a)!.FullName),
                await BenchResult.ReadAsync(parsed.GetValue(b)!.FullName));
            foreach (var line in lines)
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(line);
            }
        });

        return command;
    }
}
