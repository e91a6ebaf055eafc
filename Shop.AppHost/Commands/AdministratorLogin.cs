using System.Net.Http.Json;
using System.Text.Json;

namespace Shop.AppHost.Commands;

/// <summary>Signs in as the first administrator, as any client of the gateway would.</summary>
internal sealed class AdministratorLogin(
    EndpointReference gateway, ParameterResource email, ParameterResource password)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private const string Login = "mutation ($input: Login!) { login(input: $input) { token } }";

    /// <returns>An access token.</returns>
    /// <exception cref="DistributedApplicationException">
    /// The gateway refuses: the password has been changed, say.
    /// </exception>
    public async Task<string> LoginAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient { BaseAddress = new Uri(gateway.Url), Timeout = Timeout };
        var input = new
        {
            email = await email.GetValueAsync(cancellationToken),
            password = await password.GetValueAsync(cancellationToken),
        };
        using var response = await client.PostAsJsonAsync(
            "graphql", new { query = Login, variables = new { input } }, cancellationToken);
        using var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(cancellationToken));

        return answer.RootElement.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object
            ? data.GetProperty("login").GetProperty("token").GetString()!
            : throw new DistributedApplicationException(
                $"{input.email} could not sign in: "
                + $"{answer.RootElement.GetProperty("errors")[0].GetProperty("message")} "
                + "Give the access token of an administrator.");
    }
}
