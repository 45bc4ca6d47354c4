namespace Ambit.Aws.Catalogue;

/// <summary>
/// The actions of which one call is authorised on several resources, each of which needs its allow (<c>ec2:RunInstances</c> on
/// image, instance, interface, group, subnet and volume). A table of our own, each row with its page: the reference marks
/// alternatives as required too.
/// </summary>
internal static class SeveralResources
{
    private static readonly Lazy<Dictionary<string, string[]>> Table =
        new(() => CatalogueText.Rows("several-resources.tsv").ToDictionary(r => r[0], r => r[1].Split(','), StringComparer.OrdinalIgnoreCase));

    /// <summary>Every such action.</summary>
    public static IEnumerable<string> Actions => Table.Value.Keys;

    /// <summary>The resource types that one call of the action touches, none where one resource is all.</summary>
    public static IReadOnlyList<string> Of(string action) => Table.Value.GetValueOrDefault(action, []);
}
