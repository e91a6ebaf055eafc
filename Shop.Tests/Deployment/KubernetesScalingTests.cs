using System.Globalization;
using Shop.AppHost.Databases;
using Shop.ServiceDefaults;
using static Shop.Tests.Deployment.KubernetesObject;

namespace Shop.Tests.Deployment;

/// <summary>Pods come, go and are asked in a way that nobody notices.</summary>
[Collection(KubernetesCollection.Name)]
public sealed class KubernetesScalingTests(KubernetesFixture kubernetes)
{
    /// <summary>How long a host waits for its services when it is stopped.</summary>
    private const int DrainSeconds = 30;

    [KubernetesFact]
    public void The_pools_of_all_pods_that_there_can_be_fit_into_the_connections_of_the_server()
    {
        var cluster = Assert.Single(kubernetes.Operators.Of("Cluster")).Spec;
        var connections = Number($"{cluster["postgresql"]!["parameters"]!["max_connections"]}");
        var pools = kubernetes.Operators.Deployments
            .Select(deployment => (deployment, Pool: PoolSize(deployment)))
            .Where(pair => pair.Pool is not null)
            .ToList();
        var most = pools.Sum(pair => MostPods(pair.deployment) * pair.Pool!.Value);

        Assert.Equal(ConnectionBudget.Services, pools.Count);
        Assert.True(most + ConnectionBudget.Reserved <= connections, $"{most} of {connections}");
        // The shares that the AppHost would give to as many.
        Assert.All(pools, pair => Assert.Equal(
            new ConnectionBudget(pair.Pool!.Value, connections), ConnectionBudget.For(MostPods(pair.deployment))));
    }

    [KubernetesFact]
    public void A_new_version_comes_before_the_old_one_goes() => ForEachDeployment(deployment =>
    {
        var strategy = deployment.Spec["strategy"]!;

        Assert.Equal("RollingUpdate", $"{strategy["type"]}");
        Assert.Equal(0, (int)strategy["rollingUpdate"]!["maxUnavailable"]!);
        Assert.Equal(1, (int)strategy["rollingUpdate"]!["maxSurge"]!);
        // Of one that has ten seconds of preStop there is time enough to end before the next one goes.
        Assert.True((int)deployment.Spec["minReadySeconds"]! > PreStop(deployment));
        Assert.Null(deployment.Spec["replicas"]);
    });

    [KubernetesFact]
    public void A_pod_that_goes_has_the_time_to_come_to_its_end() => ForEachDeployment(deployment =>
        Assert.InRange(
            (int)deployment.Pod["terminationGracePeriodSeconds"]! - PreStop(deployment) - DrainSeconds, 5, 30));

    [KubernetesFact]
    public void Probes_ask_whether_it_has_come_up_whether_it_answers_and_whether_it_can_work() =>
        ForEachDeployment(deployment =>
        {
            Assert.Equal(ServiceDefaultsExtensions.AlivePath, Path("startupProbe"));
            // Asks nobody else: databases and broker that are away are no reason to start again.
            Assert.Equal(ServiceDefaultsExtensions.AlivePath, Path("livenessProbe"));
            Assert.Equal(ServiceDefaultsExtensions.HealthPath, Path("readinessProbe"));
            Assert.InRange(Patience("startupProbe"), 120, 300);
            Assert.True(Patience("livenessProbe") > Patience("readinessProbe"));

            string Path(string probe) => $"{deployment.Container[probe]!["httpGet"]!["path"]}";

            int Patience(string probe) =>
                (int)deployment.Container[probe]!["periodSeconds"]!
                * (int)deployment.Container[probe]!["failureThreshold"]!;
        });

    [KubernetesFact]
    public void Autoscalers_have_two_pods_at_least_and_know_what_one_asks_for() => Assert.All(
        kubernetes.Overlays,
        overlay => Assert.All(overlay.Of("HorizontalPodAutoscaler"), autoscaler =>
        {
            var metric = Assert.Single(Array(autoscaler.Spec["metrics"]))["resource"]!;

            Assert.Equal(2, (int)autoscaler.Spec["minReplicas"]!);
            Assert.True((int)autoscaler.Spec["maxReplicas"]! > 2);
            Assert.Equal("cpu", $"{metric["name"]}");
            Assert.NotNull(overlay.Get("Deployment", autoscaler.Name).Container["resources"]!["requests"]!["cpu"]);
        }));

    [KubernetesFact]
    public void Each_container_has_requests_and_limits() => Assert.All(
        kubernetes.Overlays.SelectMany(overlay => overlay.Workloads).SelectMany(workload => workload.AllContainers),
        container =>
        {
            Assert.Equal(["cpu", "memory"], Strings(container["resources"]!["requests"]).Keys.Order());
            Assert.Equal(["cpu", "memory"], Strings(container["resources"]!["limits"]).Keys.Order());
        });

    [KubernetesFact]
    public void Pods_of_a_service_are_spread_and_leave_one_by_one() => ForEachDeployment(deployment =>
    {
        var constraints = Array(deployment.Pod["topologySpreadConstraints"]).ToList();

        Assert.Equal(
            ["kubernetes.io/hostname", "topology.kubernetes.io/zone"],
            constraints.Select(constraint => $"{constraint["topologyKey"]}"));
        Assert.All(constraints, constraint =>
        {
            Assert.True(Selects(constraint["labelSelector"]!, deployment.PodLabels));
            // What is counted together has this label in common.
            Assert.Contains(Array(constraint["matchLabelKeys"]), key => $"{key}" == "app.kubernetes.io/name");
        });
        Assert.All(
            kubernetes.Overlays.SelectMany(overlay => overlay.Of("PodDisruptionBudget")),
            budget => Assert.Equal(1, (int)budget.Spec["maxUnavailable"]!));
    });

    [KubernetesFact]
    public void A_job_tries_again_and_goes_when_it_is_done() => Assert.All(
        kubernetes.Overlays.SelectMany(overlay => overlay.Jobs),
        job =>
        {
            Assert.InRange((int)job.Spec["backoffLimit"]!, 5, 20);
            Assert.InRange((int)job.Spec["ttlSecondsAfterFinished"]!, 60, 86_400);
            Assert.Equal("OnFailure", $"{job.Pod["restartPolicy"]}");
        });

    // All that there may be, one more while a version replaces another, and one that is on its way out.
    private static int MostPods(KubernetesObjects overlay, KubernetesObject deployment) =>
        (int)overlay.Get("HorizontalPodAutoscaler", deployment.Name).Spec["maxReplicas"]!
        + (int)deployment.Spec["strategy"]!["rollingUpdate"]!["maxSurge"]!
        + 1;

    private static int PreStop(KubernetesObject deployment) =>
        (int)deployment.Container["lifecycle"]!["preStop"]!["sleep"]!["seconds"]!;

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private int MostPods(KubernetesObject deployment) => MostPods(kubernetes.Operators, deployment);

    private int? PoolSize(KubernetesObject deployment)
    {
        const string setting = "Maximum Pool Size=";
        var size = deployment.SecretFiles.Values
            .SelectMany(file => kubernetes.Secrets[file.Secret][file.Key].Split(';'))
            .SingleOrDefault(part => part.StartsWith(setting, StringComparison.Ordinal));

        return size is null ? null : Number(size[setting.Length..]);
    }

    private void ForEachDeployment(Action<KubernetesObject> check)
    {
        Assert.NotEmpty(kubernetes.Overlays);
        Assert.All(kubernetes.Overlays.SelectMany(overlay => overlay.Deployments), check);
    }
}
