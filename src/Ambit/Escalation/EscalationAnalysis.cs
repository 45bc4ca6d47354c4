using System.Collections.Concurrent;

namespace Ambit.Escalation;

/// <summary>Builds the graph: every rule joined with every cloud's part of the estate, from the identities asked for outward.</summary>
public sealed class EscalationAnalysis
{
    /// <summary>The method of what an administrator holds anyway; such steps are never printed as hops of their own.</summary>
    public const string Held = "held";

    /// <summary>The method of what the administrator of a scope is or controls.</summary>
    public const string Administer = "administer";

    private readonly IReadOnlyList<IEscalationFacts> _facts;
    private readonly RuleSet _rules;
    private readonly HashSet<string> _resources;
    private readonly Dictionary<IEscalationFacts, RuleMatcher[]> _matchers = [];
    private readonly Dictionary<IEscalationFacts, RuleMatcher[]> _matchersOfAdmins = [];

    /// <summary>Prepares an analysis.</summary>
    /// <param name="facts">Each cloud's part of the estate.</param>
    /// <param name="rules">The methods.</param>
    /// <param name="resources">Resources that count as targets; steps to others are left out.</param>
    public EscalationAnalysis(IReadOnlyList<IEscalationFacts> facts, RuleSet rules, IReadOnlyCollection<string>? resources = null)
    {
        (_facts, _rules, _resources) = (facts, rules, [.. resources ?? []]);
        foreach (var f in facts)
        {
            var own = rules.Rules.Where(r => f.RulePrefixes.Contains(r.Cloud)).ToList();
            _matchers[f] = [.. own.Select(r => new RuleMatcher(r, f))];
            _matchersOfAdmins[f] = [.. own.Where(r => r.Category is RuleCategory.Assumption or RuleCategory.Direct).Select(r => new RuleMatcher(r, f))];
        }
    }

    /// <summary>Every identity that an attacker may start from, in every cloud.</summary>
    public IEnumerable<string> Starts => _facts.SelectMany(f => f.Starts);

    /// <summary>The graph of all that can be reached from the identities given.</summary>
    /// <param name="from">Where to begin; <see cref="Starts"/> for the whole graph.</param>
    /// <param name="cancellation">Stops between identities.</param>
    public EscalationGraph Graph(IEnumerable<string> from, CancellationToken cancellation)
    {
        var edges = new List<EscalationEdge>();
        var pending = new List<EscalationEdge>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var starts = from.Distinct(StringComparer.Ordinal).ToList();
        // one that cannot sign in leads on only for whoever takes it
        var wave = starts.Where(s => _facts.All(f => f.Acts(s)) && seen.Add(s)).ToList();
        while (wave.Count > 0)
        {
            var found = new ConcurrentBag<(int Place, List<EscalationEdge> Edges)>();
            Parallel.For(0, wave.Count, new ParallelOptions { CancellationToken = cancellation }, i => found.Add((i, From(wave[i]))));
            var next = new List<string>();
            foreach (var edge in found.OrderBy(f => f.Place).SelectMany(f => f.Edges))
            {
                (edge.Premises.Count == 0 ? edges : pending).Add(edge);
                foreach (var node in edge.Premises.Append(edge.To))
                {
                    if (seen.Add(node))
                        next.Add(node);
                }
            }

            wave = next;
        }

        return new WrittenPower(_rules).Settle(edges, pending, starts);
    }

    /// <summary>The steps that one node can take.</summary>
    private List<EscalationEdge> From(string node)
    {
        var edges = new List<EscalationEdge>();
        foreach (var facts in _facts)
        {
            if (EscalationEdge.IsAdmin(node, out var scope))
            {
                edges.AddRange(facts.Administered(scope).Where(to => facts.Identifies(to) || _resources.Contains(to)).Select(to => Plain(node, to, Administer, "Administer the account")));
                continue;
            }

            var administered = facts.Administers(node);
            if (administered is not null)
                edges.Add(Plain(node, EscalationEdge.AdminOf(administered), Held, "Holds the administration"));
            else if (facts.MayAdminister(node) is { } perhaps)
                edges.Add(Plain(node, EscalationEdge.AdminOf(perhaps.Scope), Held, "Holds the administration, on conditions") with { Conditions = perhaps.Conditions });
            foreach (var matcher in administered is null ? _matchers[facts] : _matchersOfAdmins[facts])
                edges.AddRange(matcher.From(node, _resources));
        }

        return edges;
    }

    private static EscalationEdge Plain(string from, string to, string method, string title) =>
        new(from, to, method, title, RuleCategory.Direct, [], [], [], [], []);
}
