using System.Net.WebSockets;

namespace Shop.Faults.Attacks;

/// <summary>One order, many who watch it, and then it is cancelled.</summary>
internal sealed class HerdAttack() : Attack($"{Watchers} who watch one order that is cancelled", Told)
{
    private const int Sockets = 8;
    private const int WatchersPerSocket = 50;
    private const int Watchers = Sockets * WatchersPerSocket;
    private const string Told = "told";

    public override int PerSecond => 1;

    public override int AtOnce => 1;

    public override int RequestsPerStrike => Watchers;

    public override async Task<string> StrikeAsync(AttackScene scene, CancellationToken stop)
    {
        var placed = await scene.Rogue.PlaceOrderAsync(scene.Product, quantity: 1);
        if (placed.OrderId is not { } order)
        {
            return placed.Code ?? "lost";
        }

        var sockets = new List<ClientWebSocket>();
        try
        {
            for (var count = 0; count < Sockets; count++)
            {
                sockets.Add(await scene.Stranger.ConnectSocketAsync(stop));
            }

            return await StrikeAsync(scene, order, sockets, stop);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<string> StrikeAsync(
        AttackScene scene, string order, List<ClientWebSocket> sockets, CancellationToken stop)
    {
        var outcomes = await Task.WhenAll(sockets.Select(async socket =>
        {
            await socket.GreetAsync(scene.Rogue.Token, stop);
            for (var id = 0; id < WatchersPerSocket; id++)
            {
                await socket.WatchAsync($"{id}", order, stop);
            }

            return await HearAsync(socket, "next", stop);
        }));
        if (outcomes.FirstOrDefault(outcome => outcome != Told) is { } wrong)
        {
            return wrong;
        }

        await scene.Rogue.PostAsync("mutation ($id: ID!) { cancelOrder(id: $id) { id } }", new { id = order });
        outcomes = await Task.WhenAll(sockets.Select(socket => HearAsync(socket, "complete", stop)));

        return outcomes.FirstOrDefault(outcome => outcome != Told) ?? Told;
    }

    // What they are told besides is that the order is confirmed, or cancelled.
    private static async Task<string> HearAsync(ClientWebSocket socket, string awaited, CancellationToken stop)
    {
        for (var heard = 0; heard < WatchersPerSocket;)
        {
            var outcome = await socket.OutcomeAsync(stop);
            if (outcome == awaited)
            {
                heard++;
            }
            else if (outcome is not ("next" or "complete"))
            {
                return outcome;
            }
        }

        return Told;
    }
}
