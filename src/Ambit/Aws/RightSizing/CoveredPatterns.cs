using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>Lists of resource patterns without those that another pattern of the list holds already.</summary>
internal static class CoveredPatterns
{
    // Each is compared with each; a longer list is the names of many things, and its patterns were made together.
    private const int Most = 64;

    /// <summary>What is left when the covered ones are taken out, sorted.</summary>
    public static IReadOnlyList<string> Without(IEnumerable<string> patterns)
    {
        List<string> all = [.. patterns.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        if (all.Count is < 2 or > Most)
            return all;
        var globs = all.ConvertAll(Glob.Of);
        return [.. all.Where((_, i) => !globs.Where((wide, j) => i != j && wide.HasWildcard && Glob.Covers(wide.Tokens, globs[i].Tokens) && (j < i || !Glob.Covers(globs[i].Tokens, wide.Tokens))).Any())];
    }
}
