using System.Text;
using Microsoft.AspNetCore.Http;

namespace HotChocolate.AspNetCore;

/// <summary>A page on which people try operations out; it asks nobody but this server.</summary>
internal static class IdePage
{
    private static readonly string Html = Read();

    public static Task WriteAsync(HttpContext context, string endpoint)
    {
        var response = context.Response;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        response.Headers.XContentTypeOptions = "nosniff";
        var attribute = System.Net.WebUtility.HtmlEncode(endpoint);
        return response.WriteAsync(
            Html.Replace("{{endpoint}}", attribute, StringComparison.Ordinal), Encoding.UTF8, context.RequestAborted);
    }

    private static string Read()
    {
        using var stream = typeof(IdePage).Assembly.GetManifestResourceStream("HotChocolate.Http.ide.html")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
