using System.Text.Json.Nodes;

namespace Shop.Tests.Deployment;

/// <summary>What one folder below deploy/kubernetes deploys.</summary>
internal sealed class KubernetesObjects(string name, IReadOnlyList<KubernetesObject> all)
{
    public string Name => name;

    public IReadOnlyList<KubernetesObject> All => all;

    public IEnumerable<KubernetesObject> Deployments => Of("Deployment");

    public IEnumerable<KubernetesObject> Jobs => Of("Job");

    public IEnumerable<KubernetesObject> Workloads => Deployments.Concat(Jobs);

    /// <summary>The labels of all pods that there will be, by the names of what they belong to.</summary>
    public IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Pods => Workloads
        .Select(workload => (workload.Name, Labels: workload.PodLabels))
        .Concat(Of("Cluster").Select(cluster => (cluster.Name, Labels: LabelsByOperator(cluster))))
        .Concat(Of("RabbitmqCluster").Select(cluster => (cluster.Name, Labels: LabelsByOperator(cluster))))
        .ToDictionary(pod => pod.Name, pod => pod.Labels);

    public IEnumerable<KubernetesObject> Of(string kind) => all.Where(found => found.Kind == kind);

    public KubernetesObject Get(string kind, string called) => Of(kind).Single(found => found.Name == called);

    /// <summary>Whether a pod may call another at a port, by its own policies and by those of the other.</summary>
    public (bool OfCaller, bool OfCallee) Lets(string caller, string callee, int port) => (
        Lets("egress", "to", caller, callee, callee, port), Lets("ingress", "from", callee, caller, callee, port));

    private bool Lets(string direction, string peers, string pod, string other, string callee, int port) =>
        Of("NetworkPolicy")
            .Where(policy => KubernetesObject.Selects(policy.Spec["podSelector"]!, Pods[pod]))
            .SelectMany(policy => KubernetesObject.Array(policy.Spec[direction]))
            .Any(rule => HasPort(rule, callee, port) && KubernetesObject.Array(rule[peers]).Any(peer =>
                peer["namespaceSelector"] is null
                && peer["podSelector"] is { } selector
                && KubernetesObject.Selects(selector, Pods[other])));

    private bool HasPort(JsonNode rule, string callee, int port) => KubernetesObject.Array(rule["ports"]).Any(named =>
        int.TryParse($"{named["port"]}", out var number)
            ? number == port
            : Workloads.FirstOrDefault(workload => workload.Name == callee)?
                .Ports.GetValueOrDefault($"{named["port"]}") == port);

    private static IReadOnlyDictionary<string, string> LabelsByOperator(KubernetesObject server) =>
        KubernetesObject.Strings(server.Kind == "Cluster"
            ? new JsonObject { ["cnpg.io/cluster"] = server.Name }
            : new JsonObject
            {
                ["app.kubernetes.io/name"] = server.Name,
                ["app.kubernetes.io/component"] = "rabbitmq",
            });
}
