namespace Shop.Tests.EndToEnd;

/// <summary>Every operation of the seed's README, to the letter; tests replace the placeholders in capitals.</summary>
internal static class SeedOperations
{
    public const string Lists = """
        query {
          users {
            id
            username
            email
            type # 0 - DEFAULT, 1 - ADMIN
          }
          products {
            id
            name
            description
            price
            stock
          }
          orders {
            id
            user_id
            price_total
            quantity
          }
        }
        """;

    public const string Singles = """
        query {
          user(id: "ID_STRING") {
            id
            username
            email
            type # 0 - DEFAULT, 1 - ADMIN
          }
          product(id: "ID_STRING") {
            id
            name
            description
            price
            stock
          }
          order(id: "ID_STRING") {
            id
            user_id
            price_total
            quantity
            order_products {
              product_id
              quantity
              price
            }
          }
        }
        """;

    public const string RegisterUser = """
        mutation {
          registerUser(
            input: {
              email: "EMAIL"
              username: "USERNAME"
              type: 0 # 0 - DEFAULT, 1 - ADMIN
              password: "PASSWORD"
            }
          ) {
            id
            email
            username
            type # 0 - DEFAULT, 1 - ADMIN
          }
        }
        """;

    public const string Login = """
        mutation {
          login(input: { email: "EMAIL", password: "PASSWORD" }) {
            token # JWT: put in Authorization Header
          }
        }
        """;

    public const string PlaceOrder = """
        # Only applicable when user is logged in
        mutation {
          placeOrder(
            input: { order_products: [{ product_id: "PRODUCTID", quantity: 1 }] }
          ) {
            id
            user_id
            quantity
            price_total
            order_products {
              product_id
              price
              quantity
            }
          }
        }
        """;

    public const string CreateProduct = """
        # Only applicable when user is logged in and userType = 1
        mutation {
          createProduct(
            input: { name: "NAME", description: "DESC", price: 1, stock: 1 }
          ) {
            id
            price
            name
            description
            stock
          }
        }
        """;

    public const string UpdateInventory = """
        # Only applicable when user is logged in and userType = 1
        mutation {
          # type: 0 - INVALID, 1 - ADD, 2 - SUBTRACT, 3 - DELETE
          updateInventory(input: { id: "ID", type: 1, number: 1 }) {
            success
          }
        }
        """;
}
