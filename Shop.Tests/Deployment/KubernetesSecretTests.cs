namespace Shop.Tests.Deployment;

/// <summary>deploy/kubernetes/secrets.sh makes what is not said, and takes what is.</summary>
[Collection(KubernetesCollection.Name)]
public sealed class KubernetesSecretTests
{
    [KubernetesFact]
    public async Task Passwords_are_made_anew_each_time()
    {
        var first = await ReadAsync();
        var second = await ReadAsync();

        Assert.Equal(first.Keys.Order(), second.Keys.Order());
        Assert.All(first, secret => Assert.NotEqual(secret.Value.Values, second[secret.Key].Values));
    }

    [KubernetesFact]
    public async Task Servers_that_somebody_else_runs_are_named_by_the_environment()
    {
        var secrets = await ReadAsync(
            ("POSTGRES_HOST", "db.example.com"),
            ("POSTGRES_PORT", "6432"),
            ("POSTGRES_USER", "owner"),
            ("POSTGRES_PASSWORD", "it's; \"one\""),
            ("POSTGRES_OPTIONS", "SSL Mode=VerifyFull"),
            ("MESSAGING_URI", "amqps://shop:secret@mq.example.com:5671"));
        var server = new Npgsql.NpgsqlConnectionStringBuilder(secrets["postgres"]["ConnectionStrings__postgres"]);
        var orders = new Npgsql.NpgsqlConnectionStringBuilder(secrets["orders-db"]["ConnectionStrings__orders-db"]);

        Assert.Equal(
            ("db.example.com", 6432, "owner", "it's; \"one\"", Npgsql.SslMode.VerifyFull),
            (server.Host, server.Port, server.Username, server.Password, server.SslMode));
        Assert.Equal(
            ("db.example.com", 6432, "orders", "orders", Npgsql.SslMode.VerifyFull),
            (orders.Host, orders.Port, orders.Username, orders.Database, orders.SslMode));
        Assert.Equal(
            ["ConnectionStrings__messaging"], secrets["messaging"].Keys);
        Assert.Equal("amqps://shop:secret@mq.example.com:5671", secrets["messaging"]["ConnectionStrings__messaging"]);
    }

    [KubernetesFact]
    public async Task What_cannot_be_used_is_refused_before_anything_is_printed()
    {
        (string, string)[] wrong =
        [
            ("POSTGRES_HOST", "db.example.com"),
            ("POSTGRES_PORT", "many"),
            ("POSTGRES_USER", "one\ntwo"),
            ("MESSAGING_URI", "mq.example.com"),
        ];
        foreach (var (name, value) in wrong)
        {
            var (exitCode, output, error) = await KubernetesFixture.MakeSecretsAsync((name, value));

            Assert.Equal((1, ""), (exitCode, output));
            Assert.StartsWith($"secrets: {name} ", error, StringComparison.Ordinal);
        }
    }

    private static async Task<IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>>> ReadAsync(
        params (string Name, string Value)[] environment)
    {
        var (exitCode, output, error) = await KubernetesFixture.MakeSecretsAsync(environment);
        Assert.True(exitCode == 0, error);

        return await KubernetesFixture.ReadSecretsAsync(output);
    }
}
