using System.Text.Json;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Shop.Contracts;
using RpcStatus = Google.Rpc.Status;
using Status = Grpc.Core.Status;

namespace Shop.Tests.Gateway;

public sealed class GatewayErrorsTests : GatewayTest
{
    [Theory]
    [InlineData("user")]
    [InlineData("product")]
    [InlineData("order")]
    public async Task Says_where_an_unknown_id_stands(string field)
    {
        var id = Guid.CreateVersion7();

        var error = await ErrorAsync($$"""{ found: {{field}}(id: "{{id}}") { id } }""", SomeToken());

        Assert.Equal("NOT_FOUND", CodeOf(error));
        Assert.Equal($"There is no {field} {id}.", error.GetProperty("message").GetString());
        AssertJson("""["found"]""", error.GetProperty("path"));
    }

    [Theory]
    [InlineData("user")]
    [InlineData("product")]
    [InlineData("order")]
    public async Task Refuses_an_id_that_is_none_and_answers_the_rest(string field)
    {
        var mug = Products.Add("mug");

        var error = await ErrorAsync($$"""{ {{field}}(id: "42") { id } }""", SomeToken());

        Assert.Equal("BAD_USER_INPUT", CodeOf(error));
        Assert.Equal("id", error.GetProperty("extensions").GetProperty("field").GetString());
        AssertJson("""{"product":{"name":"mug"}}""", await DataAsync($$"""{ product(id: "{{mug.Id}}") { name } }"""));
    }

    [Theory]
    [InlineData("{ users(after: \"42\") { id } }", "after")]
    [InlineData("{ products(after: \"42\") { id } }", "after")]
    [InlineData("{ orders(after: \"42\") { id } }", "after")]
    [InlineData("mutation { cancelOrder(id: \"42\") { id } }", "id")]
    [InlineData("mutation { updateInventory(input: { id: \"42\", type: 1, number: 1 }) { success } }", "id")]
    [InlineData(
        "mutation { placeOrder(input: { order_products: [{ product_id: \"42\", quantity: 1 }] }) { id } }",
        "order_products[0].product_id")]
    public async Task Asks_no_service_about_an_id_that_is_none(string query, string field)
    {
        Users.Calls.Failure = Products.Calls.Failure = Orders.Calls.Failure =
            new RpcException(new Status(StatusCode.Unavailable, "asked"));

        var error = await ErrorAsync(query, SomeToken());

        Assert.Equal("BAD_USER_INPUT", CodeOf(error));
        Assert.Equal(field, error.GetProperty("extensions").GetProperty("field").GetString());
        Assert.Equal($"{field}: is not an id.", error.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData("{ users { id } }")]
    [InlineData("{ user(id: \"01890a5d-ac96-774b-bcce-b302099a8057\") { id } }")]
    [InlineData("{ me { id } }")]
    [InlineData("{ orders { id } }")]
    [InlineData("{ order(id: \"01890a5d-ac96-774b-bcce-b302099a8057\") { id } }")]
    [InlineData("mutation { placeOrder(input: { order_products: [] }) { id } }")]
    [InlineData("mutation { cancelOrder(id: \"01890a5d-ac96-774b-bcce-b302099a8057\") { id } }")]
    [InlineData("mutation { createProduct(input: { name: \"n\", description: \"d\", price: 1, stock: 1 }) { id } }")]
    [InlineData("mutation { updateInventory(input: { id: \"i\", type: 1, number: 1 }) { success } }")]
    public async Task Asks_for_a_valid_token(string query)
    {
        foreach (var token in new[] { null, "", "Bearer", "x.y.z", "Bearer eyJhbGciOiJub25lIn0.e30." })
        {
            Assert.Equal("UNAUTHENTICATED", CodeOf(await ErrorAsync(query, token)));
        }
    }

    [Fact]
    public async Task Serves_what_is_public_whatever_the_token()
    {
        Products.Add("mug");

        AssertJson("""{"products":[{"name":"mug"}]}""", await DataAsync("{ products { name } }", "x.y.z"));
        await DataAsync("""mutation { login(input: { email: "e", password: "p" }) { token } }""", "x.y.z");
    }

    [Fact]
    public async Task Hands_the_token_to_the_services()
    {
        var token = SomeToken();

        await DataAsync("{ orders { id } }", token);
        Assert.Equal($"Bearer {token}", Orders.Calls.LastToken);
        await DataAsync("{ orders { id } }", $"Bearer {token}");
        Assert.Equal($"Bearer {token}", Orders.Calls.LastToken);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("Bearer nonsense")]
    [InlineData("Basic dXNlcjpwYXNzd29yZA==")]
    [InlineData("")]
    public async Task Serves_everybody_what_needs_no_token_whatever_stands_in_its_place(string token)
    {
        await DataAsync("{ products { id } }", token);
        Assert.Null(Products.Calls.LastToken);

        await DataAsync(
            """
            mutation {
              registerUser(input: { email: "a@example.com", username: "a", type: 0, password: "long enough" }) { id }
            }
            """,
            token);
        await DataAsync("""mutation { login(input: { email: "a@example.com", password: "p" }) { token } }""", token);
        Assert.Null(Users.Calls.LastToken);
    }

    [Fact]
    public async Task Says_of_a_token_that_is_not_valid_that_it_is_not_where_one_is_needed()
    {
        Users.Calls.Failure = new RpcException(new Status(StatusCode.PermissionDenied, "Only for administrators."));

        var registration = await ErrorAsync(
            """
            mutation {
              registerUser(input: { email: "a@example.com", username: "a", type: 1, password: "long enough" }) { id }
            }
            """,
            "nonsense");
        var orders = await ErrorAsync("{ orders { id } }", "nonsense");

        foreach (var error in new[] { registration, orders })
        {
            Assert.Equal("UNAUTHENTICATED", CodeOf(error));
            Assert.Equal("The access token is not valid.", error.GetProperty("message").GetString());
        }
    }

    [Fact]
    public async Task Names_the_field_that_a_service_refuses()
    {
        var violation = new BadRequest.Types.FieldViolation { Field = "operation", Description = "9 is not one." };
        Products.Calls.Failure = new RpcStatus
        {
            Code = (int)StatusCode.InvalidArgument,
            Details = { Any.Pack(new BadRequest { FieldViolations = { violation } }) },
        }.ToRpcException();

        var error = await ErrorAsync(
            $$"""mutation { updateInventory(input: { id: "{{Guid.Empty}}", type: 9, number: 1 }) { success } }""",
            SomeToken());

        Assert.Equal("BAD_USER_INPUT", CodeOf(error));
        Assert.Equal("type", error.GetProperty("extensions").GetProperty("field").GetString());
        Assert.Equal("type: 9 is not one.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Names_the_field_whose_value_a_service_cannot_serve()
    {
        var info = new ErrorInfo { Domain = ErrorReasons.Domain, Reason = ErrorReasons.OutOfStock };
        var violation = new BadRequest.Types.FieldViolation
        {
            Field = "lines[0].quantity",
            Description = "3 are left.",
        };
        Orders.Calls.Failure = new RpcStatus
        {
            Code = (int)StatusCode.FailedPrecondition,
            Details = { Any.Pack(info), Any.Pack(new BadRequest { FieldViolations = { violation } }) },
        }.ToRpcException();

        var error = await ErrorAsync(
            $$"""
            mutation { placeOrder(input: { order_products: [{ product_id: "{{Guid.Empty}}", quantity: 9 }] }) { id } }
            """,
            SomeToken());

        Assert.Equal("OUT_OF_STOCK", CodeOf(error));
        Assert.Equal("order_products[0].quantity", error.GetProperty("extensions").GetProperty("field").GetString());
        Assert.Equal("order_products[0].quantity: 3 are left.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Refuses_a_type_of_user_that_there_is_not()
    {
        var error = await ErrorAsync(
            """mutation { registerUser(input: { email: "e", username: "u", type: 7, password: "p" }) { id } }""");

        Assert.Equal("BAD_USER_INPUT", CodeOf(error));
        Assert.Equal("type", error.GetProperty("extensions").GetProperty("field").GetString());
        Assert.Empty(Users.Known);
    }

    [Fact]
    public async Task Names_the_order_that_was_rejected()
    {
        var info = new ErrorInfo
        {
            Domain = ErrorReasons.Domain,
            Reason = ErrorReasons.OutOfStock,
            Metadata = { [ErrorReasons.OrderIdKey] = "42" },
        };
        Orders.Calls.Failure = new RpcStatus
        {
            Code = (int)StatusCode.FailedPrecondition,
            Message = "Only 3 are left.",
            Details = { Any.Pack(info) },
        }.ToRpcException();

        var error = await ErrorAsync(
            $$"""
            mutation { placeOrder(input: { order_products: [{ product_id: "{{Guid.Empty}}", quantity: 9 }] }) { id } }
            """,
            SomeToken());

        Assert.Equal("OUT_OF_STOCK", CodeOf(error));
        Assert.Equal("42", error.GetProperty("extensions").GetProperty("order_id").GetString());
        Assert.Equal("Only 3 are left.", error.GetProperty("message").GetString());
    }

    [Fact]
    public async Task Masks_the_faults_of_services()
    {
        Products.Calls.Failure = new RpcException(new Status(StatusCode.Unknown, "secret"));

        var error = await ErrorAsync("{ products { id } }");

        Assert.Equal("INTERNAL", CodeOf(error));
        Assert.DoesNotContain("secret", JsonSerializer.Serialize(error), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_a_service_is_away_and_serves_what_the_others_have()
    {
        Users.Calls.Failure = new RpcException(new Status(StatusCode.Unavailable, "secret"));
        var order = Orders.Add(Guid.CreateVersion7().ToString());

        var answer = await SendAsync("{ orders { id user { id } } }", SomeToken());

        AssertJson($$"""{"orders":[{"id":"{{order.Id}}","user":null}]}""", answer.GetProperty("data"));
        var error = Assert.Single(answer.GetProperty("errors").EnumerateArray());
        Assert.Equal("SERVICE_UNAVAILABLE", CodeOf(error));
        AssertJson("""["orders",0,"user"]""", error.GetProperty("path"));
    }
}
