using System.Buffers.Binary;
using System.Net;
using System.Net.Http.Headers;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Shop.Contracts.Orders.V1;
using Shop.Contracts.Products.V1;
using Shop.Contracts.Users.V1;

namespace Shop.Faults.Malformed;

/// <summary>
/// Calls of the services' own methods with spoilt messages, over HTTP/2 as the gRPC protocol has it
/// (PROTOCOL-HTTP2.md), but by no library for gRPC, which would send nothing spoilt.
/// </summary>
internal sealed class MalformedCalls(
    HttpMessageInvoker http, IReadOnlyDictionary<string, Uri> addresses, string token) : MalformedSender("gRPC")
{
    private const string Id = "01890a5d-ac96-774b-bcce-b302099a8057";
    private const int FrameHeader = 5;
    private const int Unknown = 2;
    private const int Internal = 13;

    private static readonly (string Service, MethodDescriptor Method, byte[] Message)[] Methods =
    [
        .. Of("users", UsersService.Descriptor), .. Of("products", ProductsService.Descriptor),
        .. Of("orders", OrdersService.Descriptor),
    ];

    private static readonly byte[][] Messages = [.. Methods.Select(method => method.Message)];

    public override async Task<Reply> SendAsync(Mutator mutator, CancellationToken cancellationToken)
    {
        var (service, method, right) = mutator.Pick(Methods);
        var name = mutator.OneIn(20) ? Uri.EscapeDataString(mutator.SpoilHeader(method.Name)) : method.Name;
        var message = mutator.Spoil([right, right, right, .. Messages]);
        var sent = Frame(mutator, message);
        using var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri(addresses[service], $"/{method.Service.FullName}/{name}"));
        request.Version = HttpVersion.Version20;
        request.VersionPolicy = HttpVersionPolicy.RequestVersionExact;
        request.Content = new ByteArrayContent(sent);
        request.Content.Headers.TryAddWithoutValidation(
            "Content-Type", mutator.OneIn(30) ? mutator.SpoilHeader("application/grpc") : "application/grpc");
        request.Headers.TE.Add(new TransferCodingWithQualityHeaderValue("trailers"));
        AddMetadata(request.Headers, mutator);

        using var response = await http.SendAsync(request, cancellationToken);
        await response.Content.ReadAsByteArrayAsync(cancellationToken);

        // What cannot be parsed never reaches the service: the library says UNKNOWN or INTERNAL by itself.
        var isReadable = sent.AsSpan(0, FrameHeader).SequenceEqual(Frame(message).AsSpan(0, FrameHeader))
            && CanBeParsed(method.InputType, message);

        return Judge(response, isReadable, $"{method.FullName} {Convert.ToHexString(sent)}");
    }

    private static Reply Judge(HttpResponseMessage response, bool isReadable, string sent)
    {
        var status = Trailer(response, "grpc-status");
        var message = Uri.UnescapeDataString(Trailer(response, "grpc-message") ?? "");
        // The library refuses with another status of HTTP what is not gRPC at all.
        var isServed = isReadable && response.StatusCode == HttpStatusCode.OK;
        var isWrong = response.StatusCode >= HttpStatusCode.InternalServerError
            || (isServed && (status == $"{Unknown}" || status == $"{Internal}"))
            || TellsOfException(message);

        return new Reply(
            status is null ? $"HTTP {(int)response.StatusCode}" : $"status {status}{(isReadable ? "" : " unread")}",
            isWrong ? $"{(int)response.StatusCode} {status} {message}: {sent}" : null);
    }

    private static bool CanBeParsed(MessageDescriptor type, byte[] message)
    {
        try
        {
            type.Parser.ParseFrom(message);

            return true;
        }
        catch (InvalidProtocolBufferException)
        {
            return false;
        }
    }

    private static string? Trailer(HttpResponseMessage response, string name) =>
        response.TrailingHeaders.TryGetValues(name, out var values) || response.Headers.TryGetValues(name, out values)
            ? values.First()
            : null;

    private void AddMetadata(HttpRequestHeaders headers, Mutator mutator)
    {
        if (!mutator.OneIn(4))
        {
            headers.TryAddWithoutValidation(
                "authorization",
                mutator.OneIn(4) ? mutator.SpoilHeader($"Bearer {token}") : $"Bearer {token}");
        }

        if (mutator.OneIn(10))
        {
            headers.TryAddWithoutValidation("grpc-timeout", mutator.SpoilHeader("100m"));
            headers.TryAddWithoutValidation("grpc-encoding", mutator.SpoilHeader("gzip"));
        }
    }

    // A flag whether it is compressed, and four bytes of its length.
    private static byte[] Frame(byte[] message, byte flag = 0, int? length = null)
    {
        var header = new byte[FrameHeader];
        header[0] = flag;
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(1), length ?? message.Length);

        return [.. header, .. message];
    }

    // Sometimes they lie.
    private static byte[] Frame(Mutator mutator, byte[] message) => Frame(
        message,
        mutator.OneIn(20) ? (byte)mutator.Random.Next(256) : (byte)0,
        mutator.OneIn(20) ? mutator.Random.Next() : null);

    private static IEnumerable<(string, MethodDescriptor, byte[])> Of(string name, ServiceDescriptor service) =>
        service.Methods
            // Passwords take long by intention.
            .Where(method => method.Name is not ("Login" or "RegisterUser"))
            .Select(method => (name, method, Fill(method.InputType).ToByteArray()));

    private static IMessage Fill(MessageDescriptor type)
    {
        var message = type.Parser.ParseFrom(ByteString.Empty);
        foreach (var field in type.Fields.InDeclarationOrder())
        {
            object? value = field.FieldType switch
            {
                FieldType.String => Id,
                FieldType.Int32 => 1,
                FieldType.Message => Fill(field.MessageType),
                _ => null,
            };
            if (value is not null && field.IsRepeated && !field.IsMap)
            {
                ((System.Collections.IList)field.Accessor.GetValue(message)).Add(value);
            }
            else if (value is not null && !field.IsRepeated)
            {
                field.Accessor.SetValue(message, value);
            }
        }

        return message;
    }
}
