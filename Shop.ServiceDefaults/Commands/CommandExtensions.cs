using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;

namespace Shop.ServiceDefaults.Commands;

public static class CommandExtensions
{
    /// <summary>
    /// Adds a command. Only the one that is called is made: others may need settings that it does not.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The first argument, for example <c>migrate</c>.</param>
    /// <param name="description">What it does, for its help.</param>
    /// <param name="arguments">What may follow the name.</param>
    public static IServiceCollection AddCommand<TCommand>(
        this IServiceCollection services, string name, string description, params IEnumerable<Argument> arguments)
        where TCommand : class, IServiceCommand
    {
        var command = new Command(name, description);
        foreach (var argument in arguments)
        {
            command.Add(argument);
        }

        return services.AddSingleton(command).AddKeyedScoped<IServiceCommand, TCommand>(name);
    }
}
