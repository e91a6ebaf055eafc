using System.CommandLine;
using Shop.Bench.Shop.Report;

namespace Shop.Bench.Shop;

internal static class PlotCommand
{
    public static Command Create()
    {
        var result = new Argument<FileInfo?>("result")
        {
            Description = "The file of a run; the newest where it is absent",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var directory = new Option<DirectoryInfo>("--into")
        {
            Description = "Where the figures go",
            DefaultValueFactory = _ => new DirectoryInfo("docs"),
        };
        var command = new Command("plot", "Draws the figures of a run.") { result, directory };
        command.SetAction(async (parsed, _) =>
        {
            var figures = await BenchResult.ReadAsync(parsed.GetValue(result)?.FullName ?? ResultFiles.Newest());
            foreach (var file in Plots.Draw(figures, parsed.GetValue(directory)!.FullName))
            {
                await parsed.InvocationConfiguration.Output.WriteLineAsync(file);
            }
        });

        return command;
    }
}
