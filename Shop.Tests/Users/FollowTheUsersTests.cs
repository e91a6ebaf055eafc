using Shop.Contracts.Users.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Users;

public sealed class FollowTheUsersTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    [Fact]
    public async Task Who_follows_the_users_while_many_register_misses_nobody()
    {
        var token = await users.LoginAsAdminAsync();
        var (added, seen) = await Following.RunAsync(
            rounds: 10,
            async () => (await users.RegisterAsync()).Id,
            async after =>
            {
                var request = new GetUsersRequest { First = 100 };
                if (after is not null)
                {
                    request.After = after;
                }

                var page = await users.Client.GetUsersAsync(request, token);

                return [.. page.Users.Select(user => user.Id)];
            });

        Assert.Equal(added.Order(StringComparer.Ordinal), seen);
    }
}
