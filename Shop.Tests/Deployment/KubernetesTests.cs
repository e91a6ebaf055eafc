using System.Text.RegularExpressions;

namespace Shop.Tests.Deployment;

/// <summary>deploy/kubernetes says the same as the AppHost.</summary>
[Collection(KubernetesCollection.Name)]
public sealed partial class KubernetesTests(KubernetesFixture kubernetes)
{
    private const string Connection = "ConnectionStrings__";
    private const string Registry = "registry.example.com/shop/";

    private readonly Manifest _manifest = Manifest.Read();

    [KubernetesFact]
    public void The_same_resources_are_deployed()
    {
        Assert.All(kubernetes.Overlays, overlay =>
            Assert.Equal(_manifest.Projects.Order(), overlay.Workloads.Select(workload => workload.Name).Order()));
        Assert.Equal(
            _manifest.Containers.Order(),
            kubernetes.Operators.Of("Cluster").Concat(kubernetes.Operators.Of("RabbitmqCluster"))
                .Select(server => server.Name).Order());
        Assert.All(kubernetes.Overlays, overlay => Assert.All(
            overlay.Jobs, job => Assert.Equal(["migrate"], _manifest.Arguments(job.Name))));
    }

    [KubernetesFact]
    public void The_services_have_the_same_projects_and_arguments() => ForEachWorkload((overlay, workload) =>
    {
        var registry = overlay == kubernetes.Example ? Registry : "";
        var tag = overlay == kubernetes.Example ? ":v1" : "";
        var image = _manifest.Project(workload.Name).ToLowerInvariant().Replace('.', '-');

        Assert.All(
            workload.AllContainers, container => Assert.Equal($"{registry}{image}{tag}", $"{container["image"]}"));
        Assert.Equal(
            _manifest.Arguments(workload.Name),
            KubernetesObject.Array(workload.Container["args"]).Select(argument => $"{argument}"));
    });

    [KubernetesFact]
    public void The_servers_are_of_the_same_versions_with_the_same_arguments()
    {
        var postgres = Assert.Single(kubernetes.Operators.Of("Cluster"));
        var messaging = Assert.Single(kubernetes.Operators.Of("RabbitmqCluster"));
        var version = _manifest.Image(postgres.Name).Split(':')[^1];

        // The operators need images of their own making; the tag begins with the version.
        Assert.StartsWith($"{version}-", $"{postgres.Spec["imageName"]}".Split(':')[^1], StringComparison.Ordinal);
        Assert.Equal($"{_manifest.Image(messaging.Name)}-management", $"{messaging.Spec["image"]}");
        Assert.Equal(
            ["-c", $"max_connections={postgres.Spec["postgresql"]!["parameters"]!["max_connections"]}"],
            _manifest.Arguments(postgres.Name));
        Assert.Empty(_manifest.Arguments(messaging.Name));
    }

    [KubernetesFact]
    public void The_services_listen_at_the_same_ports_and_are_called_there() => ForEachWorkload((overlay, workload) =>
    {
        var expected = _manifest.Ports(workload.Name).OrderBy(port => port.Key);
        var own = workload.Ports.Where(port => port.Key != "metrics").OrderBy(port => port.Key);

        Assert.Equal(expected, own);
        if (workload.Kind == "Deployment")
        {
            Assert.Equal(expected, overlay.Get("Service", workload.Name).Ports.OrderBy(port => port.Key));
        }
        else
        {
            Assert.DoesNotContain(overlay.Of("Service"), service => service.Name == workload.Name);
        }
    });

    [KubernetesFact]
    public void The_services_have_the_same_neighbours() => ForEachWorkload((_, workload) => Assert.Equal(
        Neighbours(_manifest.Environment(workload.Name)), Neighbours(workload.Variables)));

    [KubernetesFact]
    public void The_services_have_the_same_connections_and_parameters_from_secrets() =>
        ForEachWorkload((_, workload) =>
        {
            var expected = _manifest.Environment(workload.Name)
                .Where(variable => IsSecret(variable.Key))
                .Select(variable => (variable.Key, Sorted(variable.Value)));
            var actual = workload.SecretFiles
                .Where(file => IsSecret(file.Key))
                .Select(file => (file.Key, Sorted(AsInManifest(
                    kubernetes.Secrets[file.Value.Secret][file.Value.Key]))));

            Assert.Equal(expected.Order(), actual.Order());
        });

    [KubernetesFact]
    public void The_migrations_have_the_same_parameters() => ForEachWorkload((overlay, workload) =>
    {
        var expected = _manifest.Environment(workload.Name).Keys
            .Where(variable => variable.StartsWith("Admin__", StringComparison.Ordinal));
        var settings = workload.ConfigMaps
            .SelectMany(name => KubernetesObject.Strings(overlay.Get("ConfigMap", name).Node["data"]).Keys)
            .Concat(workload.SecretFiles.Keys)
            .Where(name => name.StartsWith("Admin__", StringComparison.Ordinal));

        Assert.Equal(expected.Order(), settings.Order());
    });

    // ComposeTests asks whether these are the waits of the AppHost.
    [KubernetesFact]
    public void The_same_wait_for_migrations_which_are_those_of_their_own_image_and_database() =>
        ForEachWorkload((overlay, workload) =>
        {
            var expected = ComposeFile.Read().Services[workload.Name].Waits
                .Where(wait => wait.Value == "service_completed_successfully")
                .Select(wait => overlay.Get("Job", wait.Key))
                .Select(job => ($"{job.Container["image"]}", Database(job), "wait-for-migrations"));
            var actual = workload.InitContainers.Select(container => (
                $"{container["image"]}",
                Database(workload),
                $"{Assert.Single(KubernetesObject.Array(container["args"]))}"));

            Assert.Equal(expected, actual);
        });

    [KubernetesFact]
    public void Only_what_the_world_calls_is_reached_from_outside()
    {
        foreach (var overlay in kubernetes.Overlays)
        {
            // ClusterIP, which is reached from inside alone.
            Assert.All(overlay.Of("Service"), service => Assert.Null(service.Spec["type"]));
            var ways = overlay.Of("Ingress")
                .SelectMany(ingress => KubernetesObject.Array(ingress.Spec["rules"]))
                .SelectMany(rule => KubernetesObject.Array(rule["http"]!["paths"]))
                .Select(path => path["backend"]!["service"]!)
                .Select(service => ($"{service["name"]}", overlay.Get("Service", $"{service["name"]}")
                    .Ports[$"{service["port"]!["name"]}"]));

            Assert.Equal(
                _manifest.Projects.SelectMany(name => _manifest.ExternalPorts(name).Select(port => (name, port))),
                ways);
            Assert.All(overlay.Of("Ingress"), ingress => Assert.Equal(
                KubernetesObject.Array(ingress.Spec["rules"]).Select(rule => $"{rule["host"]}"),
                KubernetesObject.Array(ingress.Spec["tls"])
                    .SelectMany(tls => KubernetesObject.Array(tls["hosts"])).Select(host => $"{host}")));
        }
    }

    private void ForEachWorkload(Action<KubernetesObjects, KubernetesObject> check)
    {
        Assert.NotEmpty(kubernetes.Overlays);
        foreach (var overlay in kubernetes.Overlays)
        {
            Assert.All(overlay.Workloads, workload => check(overlay, workload));
        }
    }

    private static string Database(KubernetesObject workload) =>
        workload.SecretFiles.Keys.Single(name => name.EndsWith("-db", StringComparison.Ordinal));

    // The operators name what they make; a guest has no access from elsewhere; KubernetesScalingTests does the sum.
    private static string AsInManifest(string secret) => Generated().Replace(secret, "PASSWORD")
        .Replace("Host=postgres-rw;", "Host=postgres;", StringComparison.Ordinal)
        .Replace("amqp://shop:", "amqp://guest:", StringComparison.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Neighbours(
        IReadOnlyDictionary<string, string> environment) =>
        environment
            .Where(variable => variable.Key.StartsWith("services__", StringComparison.Ordinal))
            .OrderBy(variable => variable.Key);

    // Aspire names each connection once more for shells, which know no `-` in a name.
    private static bool IsSecret(string variable) =>
        (variable.StartsWith(Connection, StringComparison.Ordinal)
            && !variable.EndsWith("_db", StringComparison.Ordinal))
        || variable == "Admin__Password";

    // The parts of a connection string in any order, but for the size of the pool.
    private static string Sorted(string connection) => string.Join(';', connection.Split(';')
        .Where(part => !part.StartsWith("Maximum Pool Size=", StringComparison.Ordinal)).Order());

    [GeneratedRegex("[A-Za-z0-9_-]{44}")]
    private static partial Regex Generated();
}
