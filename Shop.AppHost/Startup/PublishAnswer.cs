using Aspire.Hosting.Pipelines;
using Microsoft.Extensions.Logging;

// Steps may change in a later version of Aspire.
#pragma warning disable ASPIREPIPELINES001

namespace Shop.AppHost.Startup;

internal static partial class PublishAnswer
{
    private const string Text =
        "The shop has nothing to generate: compose.yaml and the files for Kubernetes are in deploy/, "
        + "`make images` builds the images, and `azd up` deploys to Azure. See docs/deploy.md.";

    /// <summary>
    /// Lets <c>aspire publish</c> and <c>aspire deploy</c> end with a line that says what to use. The manifest is
    /// published as ever.
    /// </summary>
    public static void AnswerPublish(this IDistributedApplicationBuilder builder)
    {
        foreach (var step in new[] { WellKnownPipelineSteps.Publish, WellKnownPipelineSteps.Deploy })
        {
            builder.Pipeline.AddStep($"{step}-answer", AnswerAsync, requiredBy: step);
        }
    }

    private static Task AnswerAsync(PipelineStepContext context)
    {
        Log.Answer(context.Logger);

        return Task.CompletedTask;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, Text)]
        public static partial void Answer(ILogger logger);
    }
}
