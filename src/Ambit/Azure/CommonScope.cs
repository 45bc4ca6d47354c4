namespace Ambit.Azure;

/// <summary>The lowest scope that holds several resources.</summary>
internal static class CommonScope
{
    /// <summary>The lowest common scope of normal ids, an assignable one: a resource, a resource group, a subscription; null where they share none.</summary>
    public static string? Of(IReadOnlyCollection<string> resources)
    {
        string? common = null;
        foreach (var resource in resources)
        {
            if (common is null)
                common = resource;
            while (common is not null && !ResourceId.IsWithin(resource, common))
                common = ResourceId.ParentOf(common);
        }

        return common;
    }
}
