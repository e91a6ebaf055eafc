using System.Text.Json.Nodes;
using static Shop.Tests.Deployment.KubernetesObject;

namespace Shop.Tests.Deployment;

/// <summary>Pods may do, reach and know no more than they need.</summary>
[Collection(KubernetesCollection.Name)]
public sealed class KubernetesSecurityTests(KubernetesFixture kubernetes)
{
    private const int PostgresPort = 5432;
    private const int BrokerPort = 5672;

    private readonly Manifest _manifest = Manifest.Read();

    [KubernetesFact]
    public void The_namespace_takes_restricted_pods_alone() => Assert.All(kubernetes.Overlays, overlay =>
        Assert.Equal(
            "restricted",
            Assert.Single(overlay.Of("Namespace")).Labels["pod-security.kubernetes.io/enforce"]));

    [KubernetesFact]
    public void Pods_are_restricted_and_write_nothing_below_their_root() => ForEachWorkload((_, workload) =>
    {
        Assert.Empty(Unrestricted(workload.Pod));
        Assert.Equal((1654, 1654), (
            (int)workload.Pod["securityContext"]!["runAsUser"]!, (int)workload.Pod["securityContext"]!["runAsGroup"]!));
        Assert.All(
            workload.AllContainers,
            container => Assert.True((bool)container["securityContext"]!["readOnlyRootFilesystem"]!));
    });

    [KubernetesFact]
    public void The_broker_is_restricted_where_the_operator_would_not_do_it() => Assert.Empty(
        Unrestricted(Assert.Single(kubernetes.Operators.Of("RabbitmqCluster"))
            .Spec["override"]!["statefulSet"]!["spec"]!["template"]!["spec"]!));

    [KubernetesFact]
    public void What_is_not_restricted_is_found()
    {
        Action<JsonNode>[] changes =
        [
            pod => pod["hostNetwork"] = true,
            pod => pod["securityContext"]!.AsObject().Remove("runAsNonRoot"),
            pod => pod["securityContext"]!["runAsUser"] = 0,
            pod => pod["securityContext"]!["seccompProfile"]!["type"] = "Unconfined",
            pod => pod["volumes"]!.AsArray().Add(new JsonObject { ["name"] = "a", ["hostPath"] = new JsonObject() }),
            pod => pod["containers"]![0]!["securityContext"]!["allowPrivilegeEscalation"] = true,
            pod => pod["initContainers"]![0]!["securityContext"]!["capabilities"]!["drop"] = new JsonArray("NET_RAW"),
            pod => pod["containers"]![0]!["securityContext"]!["capabilities"]!["add"] = new JsonArray("SYS_ADMIN"),
            pod => pod["containers"]![0]!["securityContext"]!["privileged"] = true,
            pod => pod["containers"]![0]!["ports"]![0]!["hostPort"] = 8080,
        ];

        Assert.All(changes, change =>
        {
            var pod = kubernetes.Operators.Get("Deployment", "orders").Pod.DeepClone();
            change(pod);
            Assert.NotEmpty(Unrestricted(pod));
        });
    }

    [KubernetesFact]
    public void No_pod_is_given_a_token_of_the_cluster() => ForEachWorkload((overlay, workload) =>
    {
        var account = overlay.Get("ServiceAccount", $"{workload.Pod["serviceAccountName"]}");

        Assert.Equal(workload.Name, account.Name);
        Assert.False((bool)workload.Pod["automountServiceAccountToken"]!);
        Assert.False((bool)account.Node["automountServiceAccountToken"]!);
        Assert.False((bool)workload.Pod["enableServiceLinks"]!);
    });

    [KubernetesFact]
    public void Secrets_stand_in_no_file_and_in_no_environment()
    {
        ForEachWorkload((_, workload) => Assert.All(workload.AllContainers, container =>
        {
            Assert.DoesNotContain(
                Array(container["env"]), variable => variable["valueFrom"]?["secretKeyRef"] is not null);
            Assert.DoesNotContain(Array(container["envFrom"]), source => source["secretRef"] is not null);
        }));
        Assert.All(kubernetes.Overlays, overlay =>
        {
            Assert.Empty(overlay.Of("Secret"));
            Assert.DoesNotContain(
                overlay.All,
                found => found.Node.ToJsonString().Contains("Password=", StringComparison.OrdinalIgnoreCase));
        });
    }

    [KubernetesFact]
    public void Whoever_is_named_by_nobody_is_denied() => Assert.All(kubernetes.Overlays, overlay =>
    {
        var policy = overlay.Get("NetworkPolicy", "default-deny").Spec;

        Assert.Empty(policy["podSelector"]!.AsObject());
        Assert.Equal(["Ingress", "Egress"], Array(policy["policyTypes"]).Select(type => $"{type}"));
        Assert.Null(policy["ingress"] ?? policy["egress"]);
    });

    [KubernetesFact]
    public void Services_reach_the_neighbours_that_they_have_and_nobody_else() => ForEachWorkload((overlay, caller) =>
    {
        foreach (var callee in overlay.Workloads.Where(callee => callee != caller))
        {
            var isNeighbour = _manifest.Environment(caller.Name).ContainsKey($"services__{callee.Name}__http__0");
            Assert.All(callee.Ports, port =>
            {
                var may = isNeighbour && port.Key != "metrics";
                Assert.Equal((may, may), overlay.Lets(caller.Name, callee.Name, port.Value));
            });
        }
    });

    [KubernetesFact]
    public void Databases_and_broker_are_reached_by_those_who_have_their_secrets()
    {
        var operators = kubernetes.Operators;
        foreach (var caller in operators.Workloads)
        {
            var secrets = caller.SecretFiles.Keys.ToList();
            var hasDatabase = secrets.Exists(name => name.EndsWith("-db", StringComparison.Ordinal));
            var hasBroker = secrets.Contains("ConnectionStrings__messaging");

            Assert.Equal((hasDatabase, hasDatabase), operators.Lets(caller.Name, "postgres", PostgresPort));
            Assert.Equal((hasBroker, hasBroker), operators.Lets(caller.Name, "messaging", BrokerPort));
        }
    }

    [KubernetesFact]
    public void Servers_that_are_managed_are_reached_by_those_who_have_their_secrets()
    {
        var managed = kubernetes.Overlays.Single(overlay => overlay.Name == "overlays/managed");
        foreach (var caller in managed.Workloads)
        {
            var secrets = caller.SecretFiles.Keys.ToList();
            Assert.Equal(
                secrets.Exists(name => name.EndsWith("-db", StringComparison.Ordinal)),
                Outward(managed, caller).Contains(PostgresPort));
            Assert.Equal(
                secrets.Contains("ConnectionStrings__messaging"), Outward(managed, caller).Contains(BrokerPort));
        }
    }

    [KubernetesFact]
    public void Only_the_gateway_is_called_from_another_namespace_but_for_its_metrics() =>
        ForEachWorkload((overlay, workload) =>
        {
            var ports = Policies(overlay, workload)
                .SelectMany(policy => Array(policy.Spec["ingress"]))
                .Where(rule => Array(rule["from"]).Any(peer => peer["podSelector"] is null))
                .SelectMany(rule => Array(rule["ports"]).Select(port => $"{port["port"]}"))
                .Where(port => port != "metrics");

            Assert.Equal(_manifest.ExternalPorts(workload.Name), ports.Select(port => workload.Ports[port]));
        });

    private static IEnumerable<KubernetesObject> Policies(KubernetesObjects overlay, KubernetesObject workload) =>
        overlay.Of("NetworkPolicy").Where(policy => Selects(policy.Spec["podSelector"]!, workload.PodLabels));

    private static List<int> Outward(KubernetesObjects overlay, KubernetesObject workload) =>
    [
        .. Policies(overlay, workload)
            .SelectMany(policy => Array(policy.Spec["egress"]))
            .Where(rule => Array(rule["to"]).Any(peer => peer["ipBlock"] is not null))
            .SelectMany(rule => Array(rule["ports"]).Select(port => (int)port["port"]!)),
    ];

    /// <summary>What of the profile "restricted" of the Pod Security Standards a pod does not keep to.</summary>
    private static IEnumerable<string> Unrestricted(JsonNode pod)
    {
        string[] host = ["hostNetwork", "hostPID", "hostIPC"];
        string[] volumes =
        [
            "configMap", "csi", "downwardAPI", "emptyDir", "ephemeral", "persistentVolumeClaim", "projected", "secret",
        ];
        var context = pod["securityContext"];
        var containers = Array(pod["initContainers"]).Concat(Array(pod["containers"])).ToList();

        return
        [
            .. host.Where(name => pod[name] is not null),
            .. Array(pod["volumes"])
                .Where(volume => !volume.AsObject().Any(field => volumes.Contains(field.Key)))
                .Select(volume => volume.ToJsonString()),
            .. containers
                .Where(container => !IsRestricted(container, context))
                .Select(container => $"{container["name"]}"),
        ];
    }

    private static bool IsRestricted(JsonNode container, JsonNode? pod)
    {
        var own = container["securityContext"];
        var capabilities = own?["capabilities"];

        return own?["allowPrivilegeEscalation"] is { } escalation && !(bool)escalation
            && own["privileged"] is null
            && Array(capabilities?["drop"]).Any(dropped => $"{dropped}" == "ALL")
            && Array(capabilities?["add"]).All(added => $"{added}" == "NET_BIND_SERVICE")
            && (own["runAsNonRoot"] ?? pod?["runAsNonRoot"]) is { } nobody && (bool)nobody
            && $"{own["runAsUser"] ?? pod?["runAsUser"]}" != "0"
            && $"{(own["seccompProfile"] ?? pod?["seccompProfile"])?["type"]}" is "RuntimeDefault" or "Localhost"
            && Array(container["ports"]).All(port => port["hostPort"] is null);
    }

    private void ForEachWorkload(Action<KubernetesObjects, KubernetesObject> check)
    {
        Assert.NotEmpty(kubernetes.Overlays);
        Assert.All(kubernetes.Overlays, overlay => Assert.All(overlay.Workloads, workload => check(overlay, workload)));
    }
}
