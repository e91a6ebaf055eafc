using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Shop.Tests.Architecture;

/// <summary>
/// What an assembly's metadata references of assemblies whose names have a prefix (ECMA-335, II.22.25 and II.22.38).
/// </summary>
internal static class ReferencedApi
{
    /// <summary>Lines <c>assembly: type</c> and <c>assembly: type.member(parameters)</c>.</summary>
    public static IEnumerable<string> Read(string path, string prefix)
    {
        using var file = new PEReader(File.OpenRead(path));
        var reader = file.GetMetadataReader();
        var lines = new List<string>();
        foreach (var handle in reader.TypeReferences)
        {
            if (FindAssembly(reader, handle) is { } assembly && assembly.StartsWith(prefix, StringComparison.Ordinal))
            {
                lines.Add($"{assembly}: {TypeNames.FullName(reader, handle)}");
            }
        }

        foreach (var member in reader.MemberReferences.Select(reader.GetMemberReference))
        {
            if (FindType(reader, member.Parent) is { } type
                && FindAssembly(reader, type) is { } assembly
                && assembly.StartsWith(prefix, StringComparison.Ordinal))
            {
                var name = reader.GetString(member.Name);
                lines.Add($"{assembly}: {TypeNames.FullName(reader, type)}.{name}{Parameters(member)}");
            }
        }

        return lines;
    }

    private static string Parameters(MemberReference member) => member.GetKind() == MemberReferenceKind.Field
        ? ""
        : "("
            + string.Join(", ", member.DecodeMethodSignature(TypeNames.Instance, genericContext: null).ParameterTypes)
            + ")";

    private static TypeReferenceHandle? FindType(MetadataReader reader, EntityHandle parent) => parent.Kind switch
    {
        HandleKind.TypeReference => (TypeReferenceHandle)parent,
        HandleKind.TypeSpecification => FindGenericType(reader, (TypeSpecificationHandle)parent),
        _ => null,
    };

    /// <summary>
    /// The definition in an instantiation: GENERICINST, CLASS or VALUETYPE, then its handle (II.23.2.14).
    /// </summary>
    private static TypeReferenceHandle? FindGenericType(MetadataReader reader, TypeSpecificationHandle handle)
    {
        var blob = reader.GetBlobReader(reader.GetTypeSpecification(handle).Signature);
        if (blob.ReadSignatureTypeCode() != SignatureTypeCode.GenericTypeInstance)
        {
            return null;
        }

        blob.ReadCompressedInteger();
        var type = blob.ReadTypeHandle();

        return type.Kind == HandleKind.TypeReference ? (TypeReferenceHandle)type : null;
    }

    private static string? FindAssembly(MetadataReader reader, TypeReferenceHandle handle)
    {
        var scope = reader.GetTypeReference(handle).ResolutionScope;

        return scope.Kind switch
        {
            HandleKind.TypeReference => FindAssembly(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference =>
                reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }
}
