using Grpc.Core.Interceptors;
using Microsoft.Extensions.DependencyInjection;

namespace Grpc.AspNetCore.Server;

/// <summary>Gives the interceptor of a registration: the service of its type, or else a new instance.</summary>
internal sealed class InterceptorActivator(InterceptorRegistration registration)
{
    private readonly object[] _arguments = [.. registration.Arguments];

    private readonly ObjectFactory _create = ActivatorUtilities.CreateFactory(
        registration.Type, [.. registration.Arguments.Select(argument => argument.GetType())]);

    internal static IReadOnlyList<InterceptorActivator> CreateAll(IEnumerable<InterceptorRegistration> registrations) =>
        [.. registrations.Select(registration => new InterceptorActivator(registration))];

    internal Interceptor Create(IServiceProvider services, out object? owned)
    {
        owned = null;
        if (_arguments.Length == 0 && services.GetService(registration.Type) is Interceptor shared)
        {
            return shared;
        }

        var created = (Interceptor)_create(services, _arguments);
        owned = created;
        return created;
    }
}
