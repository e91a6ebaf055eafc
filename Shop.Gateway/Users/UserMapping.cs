using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Errors;
using Contract = Shop.Contracts.Users.V1.User;

namespace Shop.Gateway.Users;

internal static class UserMapping
{
    private const int Default = 0;
    private const int Admin = 1;

    public static User ToUser(this Contract user) =>
        new(user.Id, user.Username, user.Email, user.Type == UserType.Admin ? Admin : Default);

    public static GetUsersRequest ToPageRequest(int? first, Guid? after)
    {
        var request = new GetUsersRequest();
        if (first is not null)
        {
            request.First = first.Value;
        }

        if (after is not null)
        {
            request.After = after.Value.ToString();
        }

        return request;
    }

    public static RegisterUserRequest ToRequest(this NewUser input) => new()
    {
        Email = input.Email,
        Username = input.Username,
        Password = input.Password,
        Type = input.Type switch
        {
            Default => UserType.Customer,
            Admin => UserType.Admin,
            _ => throw new BadInputException("type", $"{input.Type} is not 0 (DEFAULT) or 1 (ADMIN)."),
        },
    };

    public static LoginRequest ToRequest(this Login input) => new() { Email = input.Email, Password = input.Password };
}
