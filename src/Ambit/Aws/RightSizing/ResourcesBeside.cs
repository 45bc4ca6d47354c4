using Ambit.Aws.Catalogue;
using Ambit.Aws.CloudTrail;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// What a call is decided on beside the resources that its record names: the volume of an instance that is launched, the catalogue
/// that a table lies in. Left out, a policy would refuse the call that it was made from.
/// </summary>
internal static class ResourcesBeside
{
    /// <summary>The patterns, in the places of the resources seen; none where those are all.</summary>
    public static IReadOnlyList<string> Of(AwsCatalogue catalogue, string action, IReadOnlyCollection<string> seen)
    {
        var index = catalogue.IndexOf(action);
        if (index < 0 || catalogue.ResourcesOf(index) is not { Count: > 1 } types)
            return [];
        var several = SeveralResources.Of(action);
        var known = seen.Select(s => ArnFit.Best(types, s)?.Type.Name).ToHashSet(StringComparer.Ordinal);
        var places = seen.Select(s => s.Split(':', 6)).Where(p => p.Length == 6 && p[4].Length > 0).Select(p => (Partition: p[1], Region: p[3], Account: p[4])).Distinct().ToList();
        return [.. types.Where(t => !known.Contains(t.Type.Name) && (several.Contains(t.Type.Name, StringComparer.Ordinal) || IsOne(t)))
            .SelectMany(t => t.Type.Templates)
            .SelectMany(t => places.Select(p => t.Fill(name => name switch { "Partition" => p.Partition, "Region" => p.Region, "Account" => p.Account, _ => "*" })))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Whether there is one of a type in an account and region, which no request names.</summary>
    private static bool IsOne(ActionResource type) => type.Required && type.Type.Templates.All(t => t.Own.Count == 0);
}
