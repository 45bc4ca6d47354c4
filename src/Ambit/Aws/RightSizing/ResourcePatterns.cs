using Ambit.Aws.Catalogue;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>Generalises the resources that one action was used on, by the rule that docs/rightsizing.md states.</summary>
internal sealed class ResourcePatterns(AwsCatalogue catalogue, ResourceRule rule)
{
    /// <summary>Names of one type and place beyond this many become a star.</summary>
    public const int MostNames = 20;

    /// <summary>The patterns for the resources seen; each covers at least one of them and together they cover all.</summary>
    public IReadOnlyList<string> Of(string action, IReadOnlyCollection<string> seen)
    {
        if (rule == ResourceRule.Exact)
            return [.. seen.Select(r => MadePatterns.Is(r) ? r : PolicyLiteral.Escape(r)).Order(StringComparer.Ordinal)];
        var index = catalogue.IndexOf(action);
        var types = index < 0 ? [] : catalogue.ResourcesOf(index);
        var patterns = new SortedSet<string>(StringComparer.Ordinal);
        var fits = new List<(string Arn, ArnFit Fit)>();
        foreach (var arn in seen)
        {
            if (MadePatterns.Is(arn))
                patterns.Add(arn);
            else if (ArnFit.Best(types, arn) is { } fit)
                fits.Add((arn, fit));
            else
                patterns.Add(PolicyLiteral.Escape(arn));
        }

        foreach (var type in fits.GroupBy(f => f.Fit.Template))
            patterns.UnionWith(rule == ResourceRule.Type ? EveryName(type) : ByContainer(type));
        return [.. patterns];
    }

    /// <summary>Partition, account and region as seen, a star for every name.</summary>
    private static IEnumerable<string> EveryName(IEnumerable<(string Arn, ArnFit Fit)> fits) =>
        fits.Select(f => f.Fit.Template.Fill([.. f.Fit.Values.Select((v, i) => ArnTemplate.IsCommon(f.Fit.Template.Names[i]) ? v : "*")]));

    /// <summary>The container by name, what lies in it by path.</summary>
    private static IEnumerable<string> ByContainer(IEnumerable<(string Arn, ArnFit Fit)> fits)
    {
        foreach (var container in fits.GroupBy(f => string.Join('\n', f.Fit.Values[..^1])))
        {
            var template = container.First().Fit.Template;
            var outer = container.First().Fit.Values[..^1];
            var names = container.Select(f => f.Fit.Values[^1]).Distinct(StringComparer.Ordinal).ToList();
            var own = outer.Where((_, i) => !ArnTemplate.IsCommon(template.Names[i])).Any();
            var patterns = own ? PathPatterns.Of(names) : TopNames(names);
            foreach (var pattern in patterns)
                yield return template.Fill([.. outer.Select(PolicyLiteral.Escape), pattern]);
        }
    }

    /// <summary>Names that stand for themselves (buckets, tables, roles): kept one by one unless they are many, or look made and are several.</summary>
    private static IReadOnlyList<string> TopNames(List<string> names)
    {
        var made = names.Count(n => PathPatterns.LooksMade(n) && !n.Contains('/'));
        if (names.Count <= MostNames && made <= 3)
            return [.. names.Select(PolicyLiteral.Escape).Order(StringComparer.Ordinal)];
        return PathPatterns.Of(names);
    }
}
