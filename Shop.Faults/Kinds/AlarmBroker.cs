using Shop.Faults.Cluster;

namespace Shop.Faults.Kinds;

/// <summary>A memory alarm: the broker blocks every connection that publishes.</summary>
internal sealed record AlarmBroker(ShopCluster Shop) : Fault("memory alarm of RabbitMQ", FaultTarget.Broker)
{
    public override async Task<string> StrikeAsync(Random random)
    {
        var alarm = Between(random, 1, 6);

        await Shop.RabbitMQ.ControlAsync("set_vm_memory_high_watermark", "0");
        await Task.Delay(alarm);
        await Shop.RabbitMQ.ControlAsync("set_vm_memory_high_watermark", "0.4");

        return $"for {alarm.TotalSeconds:F1} s";
    }
}
