using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

/// <summary>Names the volumes of one AppHost so that those of another one with the same resources differ.</summary>
internal static class VolumeName
{
    public static string Of<T>(IResourceBuilder<T> builder, string suffix)
        where T : IResource
    {
        var host = builder.ApplicationBuilder;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(host.AppHostDirectory)))[..10];
        var application = host.Environment.ApplicationName.ToLower(CultureInfo.InvariantCulture);
        return $"{application}-{hash}-{builder.Resource.Name}-{suffix}";
    }
}
