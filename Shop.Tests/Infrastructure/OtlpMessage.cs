using Google.Protobuf;

namespace Shop.Tests.Infrastructure;

/// <summary>A message of the OpenTelemetry protocol, read by field numbers (opentelemetry-proto 1.x).</summary>
internal sealed class OtlpMessage
{
    private readonly List<(int Number, ByteString Bytes)> _fields = [];

    public OtlpMessage(ByteString bytes)
    {
        using var input = bytes.CreateCodedInput();
        while (input.ReadTag() is var tag and not 0)
        {
            if (WireFormat.GetTagWireType(tag) == WireFormat.WireType.LengthDelimited)
            {
                _fields.Add((WireFormat.GetTagFieldNumber(tag), input.ReadBytes()));
            }
            else
            {
                input.SkipLastField();
            }
        }
    }

    public IEnumerable<OtlpMessage> Messages(int number) => Bytes(number).Select(bytes => new OtlpMessage(bytes));

    public string Text(int number) => Bytes(number).FirstOrDefault()?.ToStringUtf8() ?? "";

    public string Hex(int number) =>
        Convert.ToHexStringLower((Bytes(number).FirstOrDefault() ?? ByteString.Empty).Span);

    /// <summary>Attributes with text values: KeyValue is (1 key, 2 AnyValue), AnyValue's string is 1.</summary>
    public Dictionary<string, string> Attributes(int number) =>
        Messages(number).ToDictionary(pair => pair.Text(1), pair => pair.Messages(2).FirstOrDefault()?.Text(1) ?? "");

    private IEnumerable<ByteString> Bytes(int number) =>
        _fields.Where(field => field.Number == number).Select(field => field.Bytes);
}
