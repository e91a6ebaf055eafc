using Shop.Faults;
using Shop.Faults.Oversell;
using Shop.Faults.Run;

try
{
    return args switch
    {
        ["oversell", .. var options] => await OversellCommand.RunAsync(options, Console.Out),
        [] or [['-', '-', ..], ..] => await RunCommand.RunAsync(args, Console.Out),
        _ => throw new UsageException("usage: [--minutes N] [--seed N] [--customers N], or oversell [--rounds N]"),
    };
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
