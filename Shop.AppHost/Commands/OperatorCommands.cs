using Shop.Contracts;

namespace Shop.AppHost.Commands;

/// <summary>What an operator does from the dashboard; the same commands that <c>make</c> runs from a shell.</summary>
internal static class OperatorCommands
{
    private const string Queue = "queue";
    private const string AccessToken = "access-token";

    /// <summary>Lists dead letters, and gives them to their service once more.</summary>
    /// <param name="broker">The broker that they wait in.</param>
    /// <param name="service">Any service: each knows the queues of all.</param>
    public static void WithDeadLetterCommands(
        this IResourceBuilder<IResourceWithConnectionString> broker,
        IResourceBuilder<ProjectResource> service) => broker
        .WithServiceCommand(service, "dead-letters", "List dead letters", new ProcessCommandOptions
        {
            Description = "What no service could handle: time, event, id, exception and reason of each.",
            IconName = "MailWarning",
        })
        .WithServiceCommand(
            service,
            "replay",
            "Replay dead letters",
            new ProcessCommandOptions
            {
                Description = "Gives the dead letters of a queue to their service once more.",
                IconName = "MailArrowForward",
                ConfirmationMessage = "Every dead letter of the queue is handled again. What fails again comes back.",
                Arguments =
                [
                    new InteractionInput
                    {
                        Name = Queue,
                        Label = "Queue",
                        InputType = InputType.Choice,
                        Required = true,
                        Options = [.. MessagingNames.Subscriptions.Keys.Order().Select(NameQueue)],
                    },
                ],
            },
            static (context, call) =>
            {
                call.Arguments.Add(context.Arguments[Queue].Value!);

                return Task.CompletedTask;
            });

    /// <summary>
    /// Compares the service's copies of other services' rows with their sources, and makes them equal.
    /// </summary>
    /// <param name="service">A service that keeps copies.</param>
    /// <param name="administrator">Signs in where no access token is given.</param>
    public static void WithCopyCommands(
        this IResourceBuilder<ProjectResource> service, AdministratorLogin administrator)
    {
        service
            .WithServiceCommand(
                service,
                "check-copies",
                "Check copies",
                new ProcessCommandOptions
                {
                    Description = "Compares the copies with their sources, row by row.",
                    IconName = "DatabaseSearch",
                    Arguments = [Token()],
                },
                AuthorizeAsync)
            .WithServiceCommand(
                service,
                "rebuild-copies",
                "Rebuild copies",
                new ProcessCommandOptions
                {
                    Description = "Makes the copies equal to their sources while everything runs.",
                    IconName = "DatabaseArrowDown",
                    ConfirmationMessage =
                        "Every row of the copies is compared with its source and replaced where it differs.",
                    Arguments = [Token()],
                },
                AuthorizeAsync);

        async Task AuthorizeAsync(ExecuteCommandContext context, ServiceCall call) =>
            call.Settings["ACCESS_TOKEN"] = context.Arguments[AccessToken].Value is { Length: > 0 } token
                ? token
                : await administrator.LoginAsync(context.CancellationToken);
    }

    private static KeyValuePair<string, string> NameQueue(string service) =>
        KeyValuePair.Create(MessagingNames.Queue(service), MessagingNames.Queue(service));

    private static InteractionInput Token() => new()
    {
        Name = AccessToken,
        Label = "Access token",
        Description =
            "An administrator's. Without one, the first administrator signs in with the password of the parameters.",
        InputType = InputType.SecretText,
    };
}
