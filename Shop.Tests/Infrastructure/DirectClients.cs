using System.Net;
using System.Runtime.CompilerServices;

namespace Shop.Tests.Infrastructure;

/// <summary>Whatever tests talk to is on this machine, where no proxy of the environment leads.</summary>
internal static class DirectClients
{
    [ModuleInitializer]
    internal static void UseNoProxy() => HttpClient.DefaultProxy = new WebProxy();
}
