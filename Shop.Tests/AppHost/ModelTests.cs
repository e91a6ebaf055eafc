using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Testing;
using Shop.Contracts;

namespace Shop.Tests.AppHost;

/// <summary>What the AppHost says of the application, before anything starts.</summary>
[Collection(AppHostCollection.Name)]
public sealed class ModelTests : IAsyncLifetime
{
    private IDistributedApplicationTestingBuilder _builder = null!;

    public async ValueTask InitializeAsync() =>
        _builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Shop_AppHost>(
            ["--Containers=false"], TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => _builder.DisposeAsync();

    [Theory]
    [InlineData(ResourceNames.Users)]
    [InlineData(ResourceNames.Products)]
    [InlineData(ResourceNames.Orders)]
    public void Migrations_stand_below_their_service_and_complete_before_it_starts(string service)
    {
        var migrations = Find($"{service}-migrations");

        var parent = Assert.Single(
            Of<ResourceRelationshipAnnotation>(migrations), relation => relation.Type == "Parent");
        var wait = Assert.Single(Of<WaitAnnotation>(Find(service)), wait => wait.Resource == migrations);
        Assert.Equal((service, WaitType.WaitForCompletion), (parent.Resource.Name, wait.WaitType));
    }

    [Theory]
    [InlineData(ResourceNames.Messaging, "dead-letters", false)]
    [InlineData(ResourceNames.Messaging, "replay", true)]
    [InlineData(ResourceNames.Orders, "check-copies", false)]
    [InlineData(ResourceNames.Orders, "rebuild-copies", true)]
    [InlineData(ResourceNames.Postgres, "forget-data", true)]
    public void What_changes_something_is_confirmed_before_it_is_done(string resource, string name, bool isConfirmed)
    {
        var command = Assert.Single(Of<ResourceCommandAnnotation>(Find(resource)), command => command.Name == name);

        Assert.Equal(isConfirmed, command.ConfirmationMessage is not null);
        Assert.NotNull(command.DisplayDescription);
    }

    [Fact]
    public void Parameters_that_people_set_are_described()
    {
        foreach (var name in new[] { ResourceNames.AdminEmail, ResourceNames.AdminPassword })
        {
            Assert.NotEmpty(((ParameterResource)Find(name)).Description ?? "");
        }
    }

    [Fact]
    public void Only_the_gateway_is_open_to_the_outside()
    {
        var external = _builder.Resources.Where(resource => Of<EndpointAnnotation>(resource).Any(e => e.IsExternal));

        Assert.Equal([ResourceNames.Gateway], external.Select(resource => resource.Name));
    }

    private IResource Find(string name) => _builder.Resources.Single(resource => resource.Name == name);

    private static IEnumerable<T> Of<T>(IResource resource) => resource.Annotations.OfType<T>();
}
