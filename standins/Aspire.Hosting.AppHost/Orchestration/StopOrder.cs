using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>The reverse of the order in which resources depend on each other.</summary>
internal static class StopOrder
{
    /// <summary>Groups that stop one after the other: what uses others first.</summary>
    public static IReadOnlyList<IReadOnlyList<IResource>> Of(IEnumerable<IResource> resources)
    {
        var depths = new Dictionary<IResource, int>();
        return
        [
            .. resources.GroupBy(r => Depth(r, depths)).OrderByDescending(g => g.Key).Select(g => g.ToList()),
        ];
    }

    private static int Depth(IResource resource, Dictionary<IResource, int> depths)
    {
        if (depths.TryGetValue(resource, out var known))
        {
            return known;
        }

        depths[resource] = 0; // ends a cycle of references
        var depth = Dependencies(resource).Select(d => Depth(d, depths) + 1).DefaultIfEmpty(0).Max();
        return depths[resource] = depth;
    }

    private static IEnumerable<IResource> Dependencies(IResource resource) =>
    [
        .. resource.Annotations.OfType<WaitAnnotation>().Select(w => w.Resource),
        .. resource.Annotations.OfType<ResourceRelationshipAnnotation>().Select(r => r.Resource),
        .. resource is IResourceWithParent { Parent: var parent } ? new[] { parent } : [],
    ];
}
