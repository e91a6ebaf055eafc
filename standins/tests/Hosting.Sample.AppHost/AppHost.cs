var builder = DistributedApplication.CreateBuilder(args);

var password = builder.AddParameter("password", new GenerateParameterDefault { Special = false }, secret: true);
var migrations = builder.AddProject<Projects.Hosting_Sample_Service>(
        "migrations", options => options.ExcludeKestrelEndpoints = true)
    .WithArgs("migrate", builder.Configuration["MigrationsExitCode"] ?? "0");
var api = builder.AddProject<Projects.Hosting_Sample_Service>("api")
    .WithReplicas(2)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitForCompletion(migrations);
builder.AddProject<Projects.Hosting_Sample_Service>("web")
    .WithEndpoint("http", endpoint => endpoint.Port = 28921)
    .WithEndpoint("grpc", endpoint => endpoint.Port = 28922)
    .WithReference(api)
    .WithEnvironment("API_PASSWORD", password)
    .WithHttpHealthCheck("/health", endpointName: "http")
    .WaitFor(api);

await builder.Build().RunAsync();
