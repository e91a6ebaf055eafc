namespace Defaults.Tests;

/// <summary>Answers requests in place of a network and keeps the addresses that they were sent to.</summary>
internal sealed class FakeHandler(Func<int, HttpResponseMessage> answer) : HttpMessageHandler
{
    public List<Uri> Addresses { get; } = [];

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Addresses.Add(request.RequestUri!);
        return Task.FromResult(answer(Addresses.Count));
    }
}
