using HotChocolate.Execution;

namespace HotChocolate.PersistedOperations;

/// <summary>Tells a client whether its document is stored now.</summary>
/// <param name="Hash">How hashes are computed.</param>
/// <param name="Given">The hash that came with the document.</param>
/// <param name="Expected">The hash of the document.</param>
internal sealed record PersistedReceipt(DocumentHash Hash, string Given, string Expected)
{
    public bool IsPersisted => Given == Expected;

    public void Write(JsonBuffer json)
    {
        json.Write("\"persistedQuery\":{"u8);
        json.WriteString(Hash.Name);
        json.Write((byte)':');
        json.WriteString(Given);
        if (!IsPersisted)
        {
            json.Write(",\"expectedHashValue\":"u8);
            json.WriteString(Expected);
            json.Write(",\"expectedHashType\":"u8);
            json.WriteString(Hash.Name);
            json.Write(",\"expectedHashFormat\":"u8);
            json.WriteString(Hash.Format.ToString());
        }

        json.Write(IsPersisted ? ",\"persisted\":true}"u8 : ",\"persisted\":false}"u8);
    }
}
