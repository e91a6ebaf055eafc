using Microsoft.Extensions.DependencyInjection;
using Shop.AppHost.Local;
using Shop.LocalServers;

namespace Shop.AppHost.Commands;

/// <summary>Starts the shop anew without the data of its local servers.</summary>
internal static class ForgetDataCommand
{
    /// <summary>Adds the command to a server, if it is a local one: containers keep their data in volumes.</summary>
    public static void WithForgetDataCommand(this IResourceBuilder<IResourceWithConnectionString> server)
    {
        if (server.Resource is LocalServerResource)
        {
            var data = server.ApplicationBuilder.GetDataDirectory();
            server.WithCommand(
                "forget-data",
                "Forget all data",
                context => ForgetAsync(context, data),
                new CommandOptions
                {
                    Description = "Deletes the data of the local PostgreSQL and RabbitMQ, and starts the shop anew.",
                    IconName = "DatabaseWarning",
                    ConfirmationMessage =
                        "Accounts, products, orders and events are deleted for good. The shop starts anew.",
                });
        }
    }

    private static async Task<ExecuteCommandResult> ForgetAsync(ExecuteCommandContext context, DataDirectory data)
    {
        var model = context.Services.GetRequiredService<DistributedApplicationModel>();
        var servers = model.Resources.OfType<LocalServerResource>().ToList();
        var processes = model.GetProjectResources().ToList();
        try
        {
            await ForAllAsync(context, processes, KnownResourceCommands.StopCommand);
            await ForAllAsync(context, servers, KnownResourceCommands.StopCommand);
            data.Clear();
        }
        finally
        {
            // Each waits for what it needs, so they may all be asked at once.
            await ForAllAsync(context, [.. servers, .. processes], KnownResourceCommands.StartCommand);
        }

        return CommandResults.Success("The data is gone, and the shop has started anew.");
    }

    private static async Task ForAllAsync(
        ExecuteCommandContext context, IEnumerable<IResource> resources, string command)
    {
        var commands = context.Services.GetRequiredService<ResourceCommandService>();
        var results = await Task.WhenAll(resources.Select(
            resource => commands.ExecuteCommandAsync(resource, command, context.CancellationToken)));
        if (Array.Find(results, static result => !result.Success) is { } failure)
        {
            throw new DistributedApplicationException(failure.Message ?? $"{command} failed.");
        }
    }
}
