using System.Globalization;
using Ambit.Aws.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Cuts today's policies down to what was used. By construction never wider: every statement is one of today's with fewer
/// actions and fewer resources, under the same conditions; today's denies stay.
/// </summary>
internal sealed class LeastPolicy(AwsWorld world, SizingOptions options, UnloggedGrants unlogged)
{
    private readonly ResourcePatterns _patterns = new(world.Catalogue, options.Resources);

    /// <summary>The least statements for some uses, and what is kept without proof.</summary>
    public (IReadOnlyList<SizedStatement> Statements, IReadOnlyList<KeptPermission> Kept) Cut(IReadOnlyList<SourcePolicy> sources, IReadOnlyList<UsedTuple> uses, string account)
    {
        var allows = new List<SizedStatement>();
        foreach (var (policy, statement, used) in new Attribution(world, sources).Of(uses))
            allows.AddRange(Cut(policy, statement, used));
        allows.AddRange(Beside(sources, uses));
        allows.AddRange(Jointly(sources, uses));
        var kept = new List<KeptPermission>();
        foreach (var passed in uses.Where(u => u.Inferred).GroupBy(u => u.Action))
            kept.Add(new KeptPermission(passed.Key, $"inferred from the requests of other calls ({Number(passed.Sum(u => u.Count))}); no log shows it itself"));
        if (options.Reported is { } reported)
            allows.AddRange(unlogged.Untracked(sources, reported, account, kept));
        else if (options.KeepUnlogged)
            allows.AddRange(unlogged.Of(sources, uses, account, kept));
        return ([.. StatementMerge.Merge(allows), .. Denies(sources)], kept);
    }

    private IEnumerable<SizedStatement> Cut(SourcePolicy policy, CompiledStatement statement, IReadOnlyList<UsedTuple> uses)
    {
        var containment = new Containment(policy, statement, world.Compiler.Keys);
        var expands = policy.Compiled!.Document.ExpandsVariables;
        foreach (var action in uses.GroupBy(u => world.Compiler.Action(u.Action).Name).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (resources, negated) = Resources(containment, statement, action.Key, [.. action]);
            yield return new SizedStatement
            {
                Effect = Effect.Allow,
                Actions = [action.Key],
                Resources = resources,
                NotResource = negated,
                Conditions = PolicyJson.Verbatim(statement.Source, expands, "").Conditions,
                Rationale = [Why(policy, statement, action.Key, [.. action])],
            };
        }
    }

    /// <summary>
    /// A call that is decided on several resources may have been allowed by several statements together; where its records name none of
    /// them, nobody knows by which, and all stay.
    /// </summary>
    private IEnumerable<SizedStatement> Jointly(IReadOnlyList<SourcePolicy> sources, IReadOnlyList<UsedTuple> uses)
    {
        foreach (var action in uses.Where(u => options.Resources == ResourceRule.Keep || u.Resource is null or "*").Select(u => world.Compiler.Action(u.Action)).Where(a => SeveralResources.Of(a.Name).Count > 0).DistinctBy(a => a.Name))
        {
            foreach (var (source, statement) in sources.SelectMany(s => (s.Compiled?.Allows ?? []).Where(a => a.Acts(action)).Select(a => (s, a))))
            {
                var today = PolicyJson.Verbatim(statement.Source, source.Compiled!.Document.ExpandsVariables, $"{action.Name} is decided on several resources and its records name none: every statement that may have allowed it stays");
                yield return today with { Actions = [action.Name], NotAction = false, Sid = "" };
            }
        }
    }

    /// <summary>What calls are decided on besides, in whichever of today's statements allow it there.</summary>
    private IEnumerable<SizedStatement> Beside(IReadOnlyList<SourcePolicy> sources, IReadOnlyList<UsedTuple> uses)
    {
        if (options.Resources == ResourceRule.Keep)
            yield break;
        foreach (var use in uses.GroupBy(u => world.Compiler.Action(u.Action).Name).Where(g => g.All(u => u.Resource is not null and not "*")))
        {
            var patterns = ResourcesBeside.Of(world.Catalogue, use.Key, use.Select(u => u.Resource!).ToHashSet(StringComparer.Ordinal));
            if (patterns.Count == 0 || world.Find(use.First().Principal) is not { } principal)
                continue;
            var facts = Facts(principal, world.Compiler.Action(use.Key));
            foreach (var (source, statement) in sources.SelectMany(s => (s.Compiled?.Allows ?? []).Where(a => a.Acts(world.Compiler.Action(use.Key))).Select(a => (s, a))))
            {
                var containment = new Containment(source, statement, world.Compiler.Keys);
                if (patterns.Where(p => containment.Holds(p, facts)).ToList() is { Count: > 0 } held)
                {
                    yield return new SizedStatement
                    {
                        Effect = Effect.Allow,
                        Actions = [use.Key],
                        Resources = held,
                        Conditions = PolicyJson.Verbatim(statement.Source, source.Compiled!.Document.ExpandsVariables, "").Conditions,
                        Rationale = [$"{use.Key} is decided on {string.Join(", ", held)} besides, which its records do not name"],
                    };
                }
            }
        }
    }

    private (IReadOnlyList<string> Resources, bool Negated) Resources(Containment containment, CompiledStatement statement, string action, IReadOnlyList<UsedTuple> uses)
    {
        var name = world.Compiler.Action(action);
        var seen = uses.Where(u => u.Resource is not null and not "*").Select(u => u.Resource!).ToHashSet(StringComparer.Ordinal);
        // Nothing narrower is known where the log names no resource, and nothing narrower exists where the action takes none.
        if (name.WildcardOnly || options.Resources == ResourceRule.Keep || uses.Any(u => u.Resource is null or "*") || seen.Any(r => MadePatterns.Has(r) && !MadePatterns.Is(r)))
            return statement.EveryResource ? (["*"], false) : (containment.Own, statement.Source.NotResource);
        var kept = new SortedSet<string>(StringComparer.Ordinal);
        var left = new HashSet<string>(StringComparer.Ordinal);
        foreach (var holder in uses.GroupBy(u => u.Principal, StringComparer.Ordinal))
        {
            if (world.Find(holder.Key) is not { } principal)
                return (containment.Own, statement.Source.NotResource);
            var own = holder.Select(u => u.Resource!).ToHashSet(StringComparer.Ordinal);
            kept.UnionWith(containment.OfVariables(own, Facts(principal, name)));
            left.UnionWith(own);
        }

        if (left.Count == 0)
            return ([.. kept], false);
        return containment.Within(_patterns.Of(action, left), left, Facts(world.Find(uses[0].Principal)!, name)) is { } within
            ? ([.. kept.Union(within, StringComparer.Ordinal).Order(StringComparer.Ordinal)], false)
            : (containment.Own, statement.Source.NotResource);
    }

    private Evaluation Facts(CompiledPrincipal principal, ActionName action) => world.Prepare(principal, action, ResourceSide.Unknown, RequestContext.Empty, null);

    private static IEnumerable<SizedStatement> Denies(IReadOnlyList<SourcePolicy> sources)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var source in sources)
        {
            foreach (var deny in source.Compiled?.Denies ?? [])
            {
                var kept = PolicyJson.Verbatim(deny.Source, source.Compiled!.Document.ExpandsVariables, $"a deny of `{source.Name}` statement {deny.Source.Index}: denies stay as they are");
                if (seen.Add($"{kept.Frame}|{string.Join(',', kept.Actions)}|{string.Join(',', kept.Resources)}"))
                    yield return kept;
            }
        }
    }

    private static string Why(SourcePolicy policy, CompiledStatement statement, string action, IReadOnlyList<UsedTuple> uses)
    {
        var from = $"`{policy.Name}` statement {statement.Source.Index}{(statement.Source.Sid is { } sid ? $" ({sid})" : "")}";
        var calls = uses.Sum(u => u.Count);
        return $"{action} {Number(calls)} {(calls == 1 ? "call" : "calls")}, last {uses.Max(u => u.LastSeen).UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}, allowed today by {from}";
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
