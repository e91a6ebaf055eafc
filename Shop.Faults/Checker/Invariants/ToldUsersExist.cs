namespace Shop.Faults.Checker.Invariants;

internal sealed class ToldUsersExist : IInvariant
{
    public IEnumerable<string> Violations(ShopState shop) => shop.Told.Users
        .Where(user => !shop.Users.Contains(user))
        .Select(user => $"user {user.Id} was told as {user.Username} and does not exist");
}
