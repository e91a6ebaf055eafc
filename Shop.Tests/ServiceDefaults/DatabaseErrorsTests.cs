using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Shop.ServiceDefaults.Database;
using Shop.ServiceDefaults.Grpc;

namespace Shop.Tests.ServiceDefaults;

public sealed class DatabaseErrorsTests
{
    [Theory]
    [InlineData("08000")]
    [InlineData("08001")]
    [InlineData("08003")]
    [InlineData("08004")]
    [InlineData("08006")]
    [InlineData("08P01")]
    [InlineData("25006")]
    [InlineData("53100")]
    [InlineData("53300")]
    [InlineData("55P03")]
    [InlineData("57P01")]
    [InlineData("57P02")]
    [InlineData("57P03")]
    public void Deliveries_and_callers_wait_for_what_is_away(string state) => AssertTold(Error(state), (true, true));

    [Theory]
    [InlineData("40001")]
    [InlineData("40P01")]
    [InlineData("57014")]
    public void Callers_alone_try_again_what_may_be_their_own_doing(string state) =>
        AssertTold(Error(state), (false, true));

    [Theory]
    [InlineData("22001")]
    [InlineData("23505")]
    [InlineData("23514")]
    [InlineData("42P01")]
    public void What_is_wrong_with_a_statement_is_no_outage(string state) => AssertTold(Error(state), (false, false));

    [Fact]
    public void A_connection_that_breaks_is_an_outage_and_a_statement_without_time_may_be_one()
    {
        AssertTold(new NpgsqlException("", new SocketException()), (true, true));
        AssertTold(new NpgsqlException("", new EndOfStreamException()), (true, true));
        AssertTold(new NpgsqlException("", new TimeoutException()), (false, true));
        AssertTold(new TimeoutException(), (false, false));
    }

    private static PostgresException Error(string state) => new("", "ERROR", "ERROR", state);

    private static void AssertTold(Exception exception, (bool Deliveries, bool Callers) expected)
    {
        Exception[] shapes =
        [
            exception,
            new DbUpdateException("", exception),
            new InvalidOperationException("Likely transient", exception),
            new RetryLimitExceededException("", new DbUpdateException("", exception)),
        ];

        Assert.All(shapes, shape => Assert.Equal(expected, (shape.IsDatabaseOutage(), shape.IsOutage())));
    }
}
