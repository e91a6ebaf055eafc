using System.Collections;

if (args is ["migrate", var exitCode])
{
    return int.Parse(exitCode, System.Globalization.CultureInfo.InvariantCulture);
}

var builder = WebApplication.CreateBuilder(args);
var app = builder.Build();
app.MapGet("/health", () => Results.Ok());
app.MapGet("/environment", () => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
    .ToDictionary(e => (string)e.Key, e => (string?)e.Value));
app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"started as {Environment.ProcessId}"));
await app.RunAsync();
return 0;
