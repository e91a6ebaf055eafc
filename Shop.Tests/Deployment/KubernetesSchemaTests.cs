using System.Text.Json.Nodes;

namespace Shop.Tests.Deployment;

/// <summary>A cluster would take what deploy/kubernetes says, down to the spelling of each field.</summary>
[Collection(KubernetesCollection.Name)]
public sealed class KubernetesSchemaTests(KubernetesFixture kubernetes)
{
    [KubernetesFact]
    public async Task Each_object_is_valid()
    {
        var objects = kubernetes.Overlays.SelectMany(overlay => overlay.All.Select(found => (overlay, found))).ToList();
        var errors = await KubernetesFixture.ValidateAsync(objects.Select(pair => pair.found.Node));

        Assert.Empty(
            from pair in objects.Zip(errors, (pair, errors) => (pair.overlay, pair.found, errors))
            from error in pair.errors
            select $"{pair.overlay.Name}: {pair.found.Kind} {pair.found.Name}: {error}");
    }

    [KubernetesFact]
    public void Only_versions_of_the_API_that_are_here_to_stay_are_used() => Assert.Equal(
        [
            "apps/v1/Deployment",
            "autoscaling/v2/HorizontalPodAutoscaler",
            "batch/v1/Job",
            "monitoring.coreos.com/v1/PodMonitor",
            "networking.k8s.io/v1/Ingress",
            "networking.k8s.io/v1/NetworkPolicy",
            "policy/v1/PodDisruptionBudget",
            "postgresql.cnpg.io/v1/Cluster",
            "rabbitmq.com/v1beta1/RabbitmqCluster",
            "v1/ConfigMap",
            "v1/Namespace",
            "v1/Service",
            "v1/ServiceAccount",
        ],
        kubernetes.Overlays.SelectMany(overlay => overlay.All).Select(found => found.Type).Distinct()
            .Order(StringComparer.Ordinal));

    [KubernetesFact]
    public async Task A_misspelt_field_a_wrong_value_or_a_missing_one_is_found()
    {
        (string What, JsonNode Node)[] broken =
        [
            Break("Deployment", spec => spec["replicsa"] = 1),
            Break("Deployment", spec => spec["minReadySeconds"] = "soon"),
            Break("Deployment", spec => spec.AsObject().Remove("selector")),
            Break("Deployment", spec => Service(spec)["livenessProbe"]!["httpGet"]!["prot"] = "http"),
            Break("Deployment", spec => Service(spec)["resources"]!["limits"]!["memory"] = "5Gb"),
            Break("Deployment", spec => spec["template"]!["spec"]!["restartPolicy"] = "Sometimes"),
            Break("Job", spec => spec["ttlSecondsAfterFinish"] = 1),
            Break("Service", spec => spec["ports"]![0]!["targetport"] = "http"),
            Break("Ingress", spec => spec["rules"]![0]!["http"]!["paths"]![0]!["pathtype"] = "Prefix"),
            Break("HorizontalPodAutoscaler", spec => spec["maxReplicsa"] = 3),
            Break("PodDisruptionBudget", spec => spec["minAvailabel"] = 1),
            Break("NetworkPolicy", spec => spec["ingres"] = new JsonArray()),
            Break("Cluster", spec => spec["postgresql"]!["paramters"] = new JsonObject()),
            Break("RabbitmqCluster", spec => spec["secretBackend"]!["externalSecret"]!["nmae"] = "messaging"),
            Break("RabbitmqCluster", spec => spec["persistence"]!["storage"] = "10GB"),
            Break("PodMonitor", spec => spec["podMetricsEndpoint"] = new JsonArray()),
        ];
        var errors = await KubernetesFixture.ValidateAsync(broken.Select(pair => pair.Node));

        Assert.Empty(broken.Zip(errors).Where(pair => pair.Second.Length == 0).Select(pair => pair.First.What));
    }

    private static JsonNode Service(JsonNode spec) => spec["template"]!["spec"]!["containers"]![0]!;

    private (string What, JsonNode Node) Break(string kind, Action<JsonNode> change)
    {
        var node = kubernetes.Example.Of(kind).First().Node.DeepClone();
        change(node["spec"]!);

        return ($"{kind}: {node["spec"]!.ToJsonString()}", node);
    }
}
