namespace HotChocolate.Language;

/// <summary>How the hash of a document is written.</summary>
public enum HashFormat
{
    /// <summary>base64url without padding: RFC 4648, section 5.</summary>
    Base64,

    /// <summary>Lower-case hexadecimal.</summary>
    Hex,
}
