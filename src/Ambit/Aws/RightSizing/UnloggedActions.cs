using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Which actions management events never show, and which data event records them (CloudTrail User Guide, "Logging data events":
/// "By default, trails and event data stores don't log data events"). From <c>catalog/aws/data-events.tsv</c>.
/// </summary>
internal static class UnloggedActions
{
    private static readonly Lazy<IReadOnlyList<(Glob Pattern, string Type)>> s_rows = new(() =>
        [.. CatalogueText.Rows("data-events.tsv").Select(r => (Glob.Of(r[0].ToLowerInvariant()), r[1]))]);

    /// <summary>The type of data event that records an action, <c>-</c> where nothing ever does; null where management events do.</summary>
    public static string? TypeOf(string action)
    {
        var lower = action.ToLowerInvariant();
        foreach (var (pattern, type) in s_rows.Value)
        {
            if (pattern.Matches(lower))
                return type;
        }

        return null;
    }
}
