namespace Shop.Contracts;

/// <summary>Names of the resources of the application, used by the AppHost and by the services alike.</summary>
public static class ResourceNames
{
    public const string Postgres = "postgres";
    public const string UsersDatabase = "users-db";
    public const string ProductsDatabase = "products-db";
    public const string OrdersDatabase = "orders-db";
    public const string Messaging = "messaging";
    public const string Users = "users";
    public const string Products = "products";
    public const string Orders = "orders";
    public const string Gateway = "gateway";
    public const string AdminEmail = "admin-email";
    public const string AdminPassword = "admin-password";
}
