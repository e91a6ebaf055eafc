using Shop.Faults;
using Shop.Faults.Oversell;

try
{
    return args switch
    {
        ["oversell", .. var options] => await OversellCommand.RunAsync(options, Console.Out),
        _ => throw new UsageException("usage: oversell [--rounds N]"),
    };
}
catch (UsageException exception)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}
