namespace Shop.AppHost.Local;

internal sealed class LocalPostgresResource(string name, ParameterResource password) : LocalServerResource(name)
{
    public const string User = "postgres";

    public ParameterResource Password { get; } = password;

    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create(
        $"Host={PrimaryEndpoint.Property(EndpointProperty.Host)};Port={PrimaryEndpoint.Property(EndpointProperty.Port)};Username={User};Password={Password}");
}
