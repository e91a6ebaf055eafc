using System.Net;
using Npgsql;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.ServiceDefaults;

[Collection(nameof(ProbeProcess))]
public sealed class RunningServiceTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    private (string, string?)[] Environment => [("ConnectionStrings__probe-db", postgres.ConnectionString)];

    [Fact]
    public async Task Migrations_that_start_at_once_apply_each_step_once()
    {
        var probes = Enumerable.Range(0, 3).Select(_ => ProbeProcess.Start(Environment, "migrate")).ToList();

        foreach (var probe in probes)
        {
            await using (probe)
            {
                var (exitCode, output, error) = await probe.EndAsync();
                Assert.True(exitCode == 0, error);
                Assert.Single(output.Split('\n'), line => line.Contains("is up to date", StringComparison.Ordinal));
            }
        }

        await using var connection = new NpgsqlConnection(postgres.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("SELECT count(*) FROM \"__EFMigrationsHistory\"", connection);
        Assert.Equal(1L, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Migrations_with_an_administrator_make_the_role_and_the_database_and_keep_others_out()
    {
        var own = new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            Username = $"probe {Guid.NewGuid():N}",
            Password = "it's \"one\"",
            Database = $"probe {Guid.NewGuid():N}",
        };
        (string, string?)[] environment =
        [
            ("ConnectionStrings__probe-db", own.ConnectionString),
            ("ConnectionStrings__postgres", postgres.ConnectionString),
        ];
        var probes = Enumerable.Range(0, 3).Select(_ => ProbeProcess.Start(environment, "migrate")).ToList();

        foreach (var probe in probes)
        {
            await using (probe)
            {
                var (exitCode, _, error) = await probe.EndAsync();
                Assert.True(exitCode == 0, error);
            }
        }

        await using var connection = new NpgsqlConnection(own.ConnectionString);
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand(
            """
            SELECT pg_get_userbyid(datdba) = current_user AND NOT has_database_privilege('public', oid, 'CONNECT')
            FROM pg_database WHERE datname = current_database()
            """,
            connection);
        Assert.Equal(true, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Whoever_waits_for_migrations_goes_on_when_they_have_been_applied_elsewhere()
    {
        var own = new NpgsqlConnectionStringBuilder(postgres.ConnectionString)
        {
            Username = $"probe {Guid.NewGuid():N}",
            Password = "probe",
            Database = $"probe {Guid.NewGuid():N}",
        };
        (string, string?) database = ("ConnectionStrings__probe-db", own.ConnectionString);
        await using var waiting = ProbeProcess.Start([database], "wait-for-migrations");
        await waiting.UntilOutputAsync("Waiting for database");

        await using var migrating = ProbeProcess.Start(
            [database, ("ConnectionStrings__postgres", postgres.ConnectionString)], "migrate");
        Assert.Equal(0, (await migrating.EndAsync()).ExitCode);

        var (exitCode, output, error) = await waiting.EndAsync();
        Assert.True(exitCode == 0, error);
        Assert.EndsWith($"Database '{own.Database}' is up to date.", output.TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_is_healthy_with_its_database()
    {
        await using var probe = ProbeProcess.Start(Environment);
        await probe.UntilAliveAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(probe, "/health"));
    }

    [Fact]
    public async Task A_service_without_its_database_starts_and_is_alive_but_not_healthy()
    {
        await using var probe = ProbeProcess.Start(
            [("ConnectionStrings__probe-db", "Host=127.0.0.1;Port=1;Username=a;Database=b")]);
        await probe.UntilAliveAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, await StatusAsync(probe, "/health"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(probe, "/alive"));
    }

    [Fact]
    public async Task Secrets_are_read_from_files_and_count_more_than_the_environment()
    {
        var directory = Directory.CreateTempSubdirectory("shop-secrets-");
        try
        {
            await File.WriteAllTextAsync(
                Path.Combine(directory.FullName, "ConnectionStrings__probe-db"),
                postgres.ConnectionString + "\n",
                TestContext.Current.CancellationToken);

            await using var probe = ProbeProcess.Start(
                [
                    ("ConnectionStrings__probe-db", "Host=127.0.0.1;Port=1;Username=a;Database=b"),
                    ("SecretsDirectory", directory.FullName),
                ],
                "migrate");

            var (exitCode, _, error) = await probe.EndAsync();
            Assert.True(exitCode == 0, error);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_service_is_asked_for_its_health_by_its_own_binary()
    {
        var address = $"http://127.0.0.1:{LoopbackPort.FindFree()}";
        (string, string?)[] settings = [.. Environment, ("Kestrel__Endpoints__http__Url", address)];

        Assert.Equal(1, await AskAsync());
        await using (var probe = ProbeProcess.Start(settings))
        {
            using var client = new HttpClient();
            await Eventually.SucceedsAsync(
                async () => (await client.GetAsync(new Uri($"{address}/health"))).EnsureSuccessStatusCode(),
                "the probe service");
            Assert.Equal(0, await AskAsync());
        }

        Assert.Equal(1, await AskAsync());

        async Task<int> AskAsync()
        {
            await using var asking = ProbeProcess.Start(settings, "health");

            return (await asking.EndAsync()).ExitCode;
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(ProbeProcess probe, string path)
    {
        using var response = await probe.Client.GetAsync(new Uri(path, UriKind.Relative));

        return response.StatusCode;
    }
}
