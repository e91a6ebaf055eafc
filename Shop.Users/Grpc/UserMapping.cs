using Google.Protobuf.WellKnownTypes;
using Shop.Contracts.Users.V1;
using Shop.ServiceDefaults.Errors;
using Shop.Users.Features;

namespace Shop.Users.Grpc;

internal static class UserMapping
{
    public static User ToContract(this UserDetails user) =>
        new()
        {
            Id = user.Id.ToString(),
            Username = user.Username,
            Email = user.Email,
            Type = user.ToType(),
            RegisteredAt = user.RegisteredAt.ToTimestamp(),
        };

    public static bool IsAdministrator(this UserType type) =>
        type switch
        {
            UserType.Customer => false,
            UserType.Admin => true,
            _ => throw new BadInputException("type", $"{(int)type} is not a type of user."),
        };

    private static UserType ToType(this UserDetails user) =>
        user.IsAdministrator ? UserType.Admin : UserType.Customer;
}
