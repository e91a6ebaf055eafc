namespace Shop.Bench.GraphQL.Load;

/// <param name="Answers">What the clients saw.</param>
/// <param name="Processor">Processor seconds for 1,000 requests.</param>
/// <param name="Memory">MiB at the end.</param>
internal sealed record Sample(WrkResult Answers, double Processor, double Memory)
{
    public static async Task<Sample> TakeAsync(Contender contender, Operation operation, TimeSpan duration)
    {
        var before = contender.Usage();
        var answers = await Wrk.RunAsync(contender.Address(operation), operation.Text, duration);
        var after = contender.Usage();
        var requests = answers.Rate * duration.TotalSeconds;

        return new Sample(answers, (after.Processor - before.Processor).TotalSeconds / requests * 1000, after.Memory);
    }
}
