using Grpc.Core;
using Shop.Contracts;
using Shop.Contracts.Users.V1;
using Shop.Tests.Infrastructure;

namespace Shop.Tests.Users;

public sealed class ReadUsersTests(UsersFixture users) : IClassFixture<UsersFixture>
{
    [Fact]
    public async Task A_customer_sees_only_themselves()
    {
        var ann = await users.RegisterAsync();
        var bob = await users.RegisterAsync();
        var token = await users.LoginAsync(ann.Email);

        Assert.Equal(ann, (await users.Client.GetUserAsync(new GetUserRequest { Id = ann.Id }, token)).User);
        await users.Client.GetUserAsync(new GetUserRequest { Id = bob.Id }, token)
            .RefusedAsync(StatusCode.NotFound, ErrorReasons.NotFound);
        Assert.Equal([ann], (await users.Client.GetUsersAsync(new GetUsersRequest(), token)).Users);
        var batch = new BatchGetUsersRequest { Ids = { bob.Id, ann.Id, Guid.NewGuid().ToString() } };
        Assert.Equal([ann], (await users.Client.BatchGetUsersAsync(batch, token)).Users);
    }

    [Fact]
    public async Task An_administrator_sees_everybody()
    {
        var ann = await users.RegisterAsync();
        var bob = await users.RegisterAsync();
        var token = await users.LoginAsAdminAsync();

        Assert.Equal(ann, (await users.Client.GetUserAsync(new GetUserRequest { Id = ann.Id }, token)).User);
        var batch = new BatchGetUsersRequest { Ids = { bob.Id, ann.Id, bob.Id, Guid.NewGuid().ToString() } };
        var found = await users.Client.BatchGetUsersAsync(batch, token);
        Assert.Equal([ann.Id, bob.Id], found.Users.Select(user => user.Id).Order());
    }

    [Fact]
    public async Task Pages_follow_each_other_without_gaps()
    {
        for (var i = 0; i < 5; i++)
        {
            await users.RegisterAsync();
        }

        var token = await users.LoginAsAdminAsync();
        var all = (await users.Client.GetUsersAsync(new GetUsersRequest(), token)).Users
            .Select(user => user.Id)
            .ToList();
        var paged = new List<string>();
        var request = new GetUsersRequest { First = 2 };
        while (await users.Client.GetUsersAsync(request, token) is { Users: [.., var last] } page)
        {
            Assert.InRange(page.Users.Count, 1, 2);
            paged.AddRange(page.Users.Select(user => user.Id));
            request.After = last.Id;
        }

        Assert.True(all.Count >= 6);
        Assert.Equal(all, paged);
        Assert.Equal(all.Order(StringComparer.Ordinal), all);
    }

    [Fact]
    public async Task An_unknown_id_is_not_found()
    {
        var token = await users.LoginAsAdminAsync();

        await users.Client.GetUserAsync(new GetUserRequest { Id = Guid.NewGuid().ToString() }, token)
            .RefusedAsync(StatusCode.NotFound, ErrorReasons.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("' OR 1=1 --")]
    [InlineData("{01890a5d-ac96-774b-bcce-b302099a8057}")]
    public async Task A_malformed_id_is_refused(string id)
    {
        var token = await users.LoginAsAdminAsync();

        await users.Client.GetUserAsync(new GetUserRequest { Id = id }, token).InvalidAsync("id");
        await users.Client.GetUsersAsync(new GetUsersRequest { After = id }, token).InvalidAsync("after");
        await users.Client
            .BatchGetUsersAsync(new BatchGetUsersRequest { Ids = { Guid.NewGuid().ToString(), id } }, token)
            .InvalidAsync("ids[1]");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(101)]
    public async Task A_page_size_out_of_bounds_is_refused(int first)
    {
        var token = await users.LoginAsAdminAsync();

        await users.Client.GetUsersAsync(new GetUsersRequest { First = first }, token).InvalidAsync("first");
    }

    [Fact]
    public async Task A_batch_of_more_than_100_is_refused()
    {
        var ids = Enumerable.Range(0, 101).Select(_ => Guid.NewGuid().ToString());
        var token = await users.LoginAsAdminAsync();

        await users.Client.BatchGetUsersAsync(new BatchGetUsersRequest { Ids = { ids } }, token).InvalidAsync("ids");
    }

    [Fact]
    public async Task Nobody_reads_without_a_token()
    {
        await users.Client.GetUserAsync(new GetUserRequest(), TokenForge.Anonymous)
            .FailedAsync(StatusCode.Unauthenticated);
        await users.Client.GetUsersAsync(new GetUsersRequest(), TokenForge.Anonymous)
            .FailedAsync(StatusCode.Unauthenticated);
        await users.Client.BatchGetUsersAsync(new BatchGetUsersRequest(), TokenForge.Anonymous)
            .FailedAsync(StatusCode.Unauthenticated);
    }
}
