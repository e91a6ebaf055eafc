namespace Shop.Tests.Deployment;

/// <summary>Tests of what is built once.</summary>
[CollectionDefinition(Name)]
public sealed class KubernetesCollection : ICollectionFixture<KubernetesFixture>
{
    public const string Name = "Kubernetes";
}
