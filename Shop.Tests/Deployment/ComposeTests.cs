using System.Text.RegularExpressions;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Shop.Tests.AppHost;

namespace Shop.Tests.Deployment;

/// <summary>deploy/compose says the same as the AppHost.</summary>
[Collection(AppHostCollection.Name)]
public sealed partial class ComposeTests
{
    private const string Connection = "ConnectionStrings__";
    private const string Service = "services__";

    private readonly ComposeFile _compose = ComposeFile.Read();
    private readonly Manifest _manifest = Manifest.Read();

    [Fact]
    public void The_same_resources_are_deployed()
    {
        var required = _compose.Services.Where(service => !service.Value.IsOptional).Select(service => service.Key);

        Assert.Equal(_manifest.Containers.Concat(_manifest.Projects).Order(), required.Order());
    }

    [Fact]
    public void The_servers_have_the_same_images_arguments_and_data()
    {
        foreach (var name in _manifest.Containers)
        {
            var service = _compose.Services[name];
            var volumes = _manifest.Volumes(name);

            Assert.Equal(_manifest.Image(name), service.Image);
            Assert.Equal(_manifest.Arguments(name), service.Command);
            Assert.Equal(volumes.Select(volume => $"{name}:{volume.Target}"), service.Volumes);
            Assert.Subset(_compose.VolumeNames.ToHashSet(), volumes.Select(volume => volume.Name).ToHashSet());
            Assert.Equal(
                Of(_manifest.Environment(name), value => value != "PASSWORD"),
                Of(service.Environment, value => !value.StartsWith("/run/secrets", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public void The_services_have_the_same_projects_arguments_and_neighbours()
    {
        foreach (var name in _manifest.Projects)
        {
            var service = _compose.Services[name];
            var environment = _manifest.Environment(name);
            var image = _manifest.Project(name).ToLowerInvariant().Replace('.', '-');

            Assert.Equal($"{image}:latest", service.Image);
            Assert.Equal(_manifest.Arguments(name), service.Command);
            Assert.Equal(
                environment.Where(IsService).OrderBy(pair => pair.Key),
                service.Environment.Where(IsService).OrderBy(pair => pair.Key));
        }
    }

    [Fact]
    public async Task The_services_have_the_same_connections_and_parameters_from_files_that_are_made_once()
    {
        var folder = Directory.CreateTempSubdirectory("shop-compose-");
        try
        {
            File.Copy(Path.Combine(ComposeFile.Folder, "secrets.sh"), Path.Combine(folder.FullName, "secrets.sh"));
            await MakeSecretsAsync(folder.FullName);
            var first = Read(folder.FullName);
            await MakeSecretsAsync(folder.FullName);

            Assert.Equal(first, Read(folder.FullName));
            Assert.Subset(
                first.Keys.ToHashSet(),
                _compose.SecretFiles.Values.Select(file => Path.GetFileName(file)!).ToHashSet());
            foreach (var name in _manifest.Projects)
            {
                var expected = _manifest.Environment(name)
                    .Where(variable => IsSecret(variable.Key))
                    .OrderBy(variable => variable.Key);
                var actual = _compose.Services[name].Secrets
                    .Where(secret => IsSecret(secret.Key))
                    .ToDictionary(secret => secret.Key, secret => Generated().Replace(
                        first[Path.GetFileName(_compose.SecretFiles[secret.Value])], "PASSWORD"))
                    .OrderBy(secret => secret.Key);

                Assert.Equal(expected.Select(pair => (pair.Key, Sorted(pair.Value))),
                    actual.Select(pair => (pair.Key, Sorted(pair.Value))));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Only_what_the_world_calls_is_published_and_databases_and_broker_stand_apart()
    {
        foreach (var (name, service) in _compose.Services.Where(service => !service.Value.IsOptional))
        {
            var ports = service.Ports.Select(port => int.Parse(port.Split(':')[^1], provider: null));

            Assert.Equal(_manifest.ExternalPorts(name), ports);
            if (!ports.Any())
            {
                Assert.Subset(_compose.InternalNetworks.ToHashSet(), service.Networks.ToHashSet());
            }
        }
    }

    [Fact]
    public async Task Each_waits_for_the_same()
    {
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(
            ["--Containers=false"], TestContext.Current.CancellationToken);
        foreach (var name in _manifest.Projects)
        {
            var expected = builder.Resources.Single(resource => resource.Name == name).Annotations
                .OfType<WaitAnnotation>()
                .Select(wait => (Server(wait.Resource), Condition(wait.WaitType)));

            Assert.Equal(
                expected.Distinct().Order(),
                _compose.Services[name].Waits.Select(wait => (wait.Key, wait.Value)).Order());
        }

        // A database is there with its server.
        static string Server(IResource resource) =>
            resource is IResourceWithParent child ? Server(child.Parent) : resource.Name;
    }

    [Fact]
    public void Whatever_runs_on_is_watched_limited_and_started_again()
    {
        foreach (var (name, service) in _compose.Services.Where(service => !service.Value.IsOptional))
        {
            Assert.True(service.Has("restart") && service.Has("deploy"), name);
            Assert.True(service.Has("healthcheck") || service.Command.Contains("migrate"), name);
        }
    }

    private static string Condition(WaitType wait) => wait switch
    {
        WaitType.WaitForCompletion => "service_completed_successfully",
        WaitType.WaitUntilStarted => "service_started",
        _ => "service_healthy",
    };

    private static Task<string> MakeSecretsAsync(string folder) => LocalProgram.RunAsync(
        ["bash", Path.Combine(folder, "secrets.sh")], cancellationToken: TestContext.Current.CancellationToken);

    private static SortedDictionary<string, string> Read(string folder) => new(Directory
        .EnumerateFiles(Path.Combine(folder, "secrets"))
        .ToDictionary(file => Path.GetFileName(file)!, file => File.ReadAllText(file).TrimEnd()));

    private static bool IsService(KeyValuePair<string, string> variable) =>
        variable.Key.StartsWith(Service, StringComparison.Ordinal);

    // Aspire names each connection once more for shells, which know no `-` in a name.
    private static bool IsSecret(string variable) =>
        (variable.StartsWith(Connection, StringComparison.Ordinal)
            && !variable.EndsWith("_db", StringComparison.Ordinal))
        || variable == "Admin__Password";

    private static IEnumerable<KeyValuePair<string, string>> Of(
        IReadOnlyDictionary<string, string> environment, Func<string, bool> predicate) =>
        environment.Where(variable => predicate(variable.Value)).OrderBy(variable => variable.Key);

    // The parts of a connection string in any order; an address is one part.
    private static string Sorted(string connection) => string.Join(';', connection.Split(';').Order());

    [GeneratedRegex("[A-Za-z0-9_-]{44}")]
    private static partial Regex Generated();
}
