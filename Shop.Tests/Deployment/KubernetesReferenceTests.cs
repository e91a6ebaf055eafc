using System.Text.Json.Nodes;
using static Shop.Tests.Deployment.KubernetesObject;

namespace Shop.Tests.Deployment;

/// <summary>What one object of deploy/kubernetes says of another is true: no schema knows.</summary>
[Collection(KubernetesCollection.Name)]
public sealed class KubernetesReferenceTests(KubernetesFixture kubernetes)
{
    [KubernetesFact]
    public void Names_are_given_once() => ForEach(overlay =>
        Assert.Distinct(overlay.All.Select(found => $"{found.Kind} {found.Name}")));

    [KubernetesFact]
    public void Everything_is_in_the_namespace() => ForEach(overlay =>
    {
        var name = Assert.Single(overlay.Of("Namespace")).Name;

        Assert.All(
            overlay.All.Where(found => found.Kind != "Namespace"),
            found => Assert.Equal(name, $"{found.Node["metadata"]!["namespace"]}"));
    });

    [KubernetesFact]
    public void Deployments_select_their_own_pods_and_each_has_a_service_an_autoscaler_and_a_disruption_budget() =>
        ForEach(overlay =>
        {
            foreach (var deployment in overlay.Deployments)
            {
                Assert.Equal([deployment.Name], Selected(overlay, deployment.Spec["selector"]!));
                Assert.Equal([deployment.Name], Selected(overlay, Get("Service").Spec["selector"]!));
                Assert.Equal([deployment.Name], Selected(overlay, Get("PodDisruptionBudget").Spec["selector"]!));
                var target = Get("HorizontalPodAutoscaler").Spec["scaleTargetRef"]!;
                Assert.Equal(
                    ("apps/v1", "Deployment", deployment.Name),
                    ($"{target["apiVersion"]}", $"{target["kind"]}", $"{target["name"]}"));

                KubernetesObject Get(string kind) => overlay.Get(kind, deployment.Name);
            }

            var spare = overlay.Of("PodDisruptionBudget").Concat(overlay.Of("Service"))
                .Concat(overlay.Of("HorizontalPodAutoscaler"))
                .Where(found => !overlay.Deployments.Any(deployment => deployment.Name == found.Name));
            Assert.All(spare, found => Assert.Equal([found.Name], Selected(overlay, found.Spec["selector"]!)));
        });

    [KubernetesFact]
    public void Ports_that_are_named_exist() => ForEach(overlay =>
    {
        foreach (var service in overlay.Of("Service"))
        {
            var pods = overlay.Workloads.Single(workload => Selects(service.Spec["selector"]!, workload.PodLabels));
            Assert.All(
                Array(service.Spec["ports"]),
                port => Assert.Equal((int)port["port"]!, pods.Ports[$"{port["targetPort"]}"]));
        }

        foreach (var deployment in overlay.Deployments)
        {
            string[] probes = ["startupProbe", "livenessProbe", "readinessProbe"];
            Assert.All(
                probes,
                probe => Assert.Contains(
                    $"{deployment.Container[probe]!["httpGet"]!["port"]}", deployment.Ports.Keys));
        }
    });

    [KubernetesFact]
    public void Policies_select_pods_that_there_are_and_ports_that_these_have() => ForEach(overlay =>
    {
        foreach (var policy in overlay.Of("NetworkPolicy"))
        {
            var selected = Selected(overlay, policy.Spec["podSelector"]!).ToList();
            Assert.True(selected.Count > 0, $"{overlay.Name}: {policy.Name} selects nothing.");
            foreach (var rule in Array(policy.Spec["ingress"]))
            {
                CheckPeers(overlay, policy, Array(rule["from"]));
                CheckPorts(overlay, policy, rule, selected);
            }

            foreach (var rule in Array(policy.Spec["egress"]))
            {
                CheckPeers(overlay, policy, Array(rule["to"]));
                var called = Array(rule["to"])
                    .Where(peer => peer["namespaceSelector"] is null && peer["podSelector"] is not null)
                    .SelectMany(peer => Selected(overlay, peer["podSelector"]!));
                CheckPorts(overlay, policy, rule, [.. called]);
            }

            // What is listed counts only for a direction that is named.
            var types = Array(policy.Spec["policyTypes"]).Select(type => $"{type}").ToList();
            Assert.True(policy.Spec["ingress"] is null || types.Contains("Ingress"), policy.Name);
            Assert.True(policy.Spec["egress"] is null || types.Contains("Egress"), policy.Name);
        }
    });

    [KubernetesFact]
    public void Config_maps_accounts_and_the_keys_of_secrets_exist() => ForEach(overlay =>
    {
        foreach (var workload in overlay.Workloads)
        {
            var maps = overlay.Of("ConfigMap").Select(map => map.Name);
            Assert.Subset(maps.ToHashSet(), workload.ConfigMaps.ToHashSet());
            Assert.Contains(
                overlay.Of("ServiceAccount"), account => account.Name == $"{workload.Pod["serviceAccountName"]}");
            Assert.All(workload.SecretFiles.Values, file => Assert.Contains(
                file.Key, kubernetes.Secrets.GetValueOrDefault(file.Secret)?.Keys ?? []));
            Assert.All(workload.AllContainers, container => Assert.Equal(
                [("secrets", "/run/secrets")],
                Array(container["volumeMounts"]).Select(mount => ($"{mount["name"]}", $"{mount["mountPath"]}"))));
        }
    });

    [KubernetesFact]
    public void The_operators_find_their_secrets()
    {
        var postgres = Assert.Single(kubernetes.Operators.Of("Cluster")).Spec;
        var messaging = Assert.Single(kubernetes.Operators.Of("RabbitmqCluster")).Spec;
        var superuser = kubernetes.Secrets[$"{postgres["superuserSecret"]!["name"]}"];
        var user = kubernetes.Secrets[$"{messaging["secretBackend"]!["externalSecret"]!["name"]}"];

        Assert.Contains(
            $"Username={superuser["username"]};Password={superuser["password"]}",
            superuser["ConnectionStrings__postgres"],
            StringComparison.Ordinal);
        Assert.Equal(
            $"default_user = {user["username"]}\ndefault_pass = {user["password"]}\n", user["default_user.conf"]);
        Assert.Equal(
            $"amqp://{user["username"]}:{user["password"]}@{user["host"]}:{user["port"]}",
            user["ConnectionStrings__messaging"]);
    }

    [KubernetesFact]
    public void The_certificate_of_the_gateway_is_named_where_people_read_of_it()
    {
        var guide = File.ReadAllText(Path.Combine(KubernetesFixture.Folder, "..", "..", "docs", "deploy.md"));

        ForEach(overlay => Assert.All(
            overlay.Of("Ingress").SelectMany(ingress => Array(ingress.Spec["tls"])),
            tls => Assert.Contains($"kubectl create secret tls {tls["secretName"]}", guide, StringComparison.Ordinal)));
    }

    private void ForEach(Action<KubernetesObjects> check)
    {
        Assert.NotEmpty(kubernetes.Overlays);
        Assert.All(kubernetes.Overlays, check);
    }

    private static IEnumerable<string> Selected(KubernetesObjects overlay, JsonNode selector) =>
        overlay.Pods.Where(pod => Selects(selector, pod.Value)).Select(pod => pod.Key);

    private static void CheckPeers(KubernetesObjects overlay, KubernetesObject policy, IEnumerable<JsonNode> peers)
    {
        foreach (var peer in peers)
        {
            Assert.True(
                peer["ipBlock"] is not null
                    || peer["namespaceSelector"] is not null
                    || Selected(overlay, peer["podSelector"]!).Any(),
                $"{overlay.Name}: {policy.Name} names a peer that there is not: {peer.ToJsonString()}");
        }
    }

    private static void CheckPorts(
        KubernetesObjects overlay, KubernetesObject policy, JsonNode rule, IReadOnlyList<string> pods)
    {
        var named = Array(rule["ports"]).Select(port => $"{port["port"]}").ToList();
        Assert.True(named.Count > 0, $"{overlay.Name}: {policy.Name} has a rule for every port.");
        var known = overlay.Workloads.Where(workload => pods.Contains(workload.Name))
            .SelectMany(workload => workload.Ports.Keys);
        Assert.Subset(known.ToHashSet(), named.Where(port => !int.TryParse(port, out var _)).ToHashSet());
    }
}
