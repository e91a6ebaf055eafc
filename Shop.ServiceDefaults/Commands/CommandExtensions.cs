using Microsoft.Extensions.DependencyInjection;

namespace Shop.ServiceDefaults.Commands;

public static class CommandExtensions
{
    /// <summary>Adds a command. Only the one that is called is made: others may need settings that it does not.</summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="name">The first argument, for example <c>migrate</c>.</param>
    /// <param name="parameters">What may follow the name, for example <c>QUEUE</c>; empty when nothing may.</param>
    public static IServiceCollection AddCommand<TCommand>(
        this IServiceCollection services, string name, string parameters = "")
        where TCommand : class, IServiceCommand =>
        services
            .AddSingleton(new CommandDescription(name, parameters))
            .AddKeyedScoped<IServiceCommand, TCommand>(name);
}
