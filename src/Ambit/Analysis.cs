using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Findings;
using Ambit.Findings.Scoring;
using Ambit.Model;
using Ambit.Settings;
using Ambit.Usage;

namespace Ambit;

/// <summary>The whole flow in one method: an estate and its use become facts, facts become findings.</summary>
public static class Analysis
{
    private const string PermissionsManagement = "Permissions management";

    /// <summary>Analyses an estate.</summary>
    /// <param name="estate">Who is there and what each may do.</param>
    /// <param name="usage">What was done.</param>
    /// <param name="settings">What its owner says.</param>
    /// <param name="window">The time that "used" is asked of.</param>
    /// <param name="cancellation">Stops between identities.</param>
    public static AnalysisResult Run(OpenedEstate estate, IUsageStore usage, AmbitSettings settings, UsageWindow window, CancellationToken cancellation)
    {
        var facts = Facts(estate, usage, settings, window, cancellation);
        var compliance = ComplianceMap.BuiltIn();
        var today = DateOnly.FromDateTime(window.To.UtcDateTime);
        var findings = FindingKinds.All.Concat(estate.Clouds.SelectMany(c => c.FindingKinds))
            .SelectMany(k => k.Find(facts, cancellation))
            .Select(f => f.Compliance.Count > 0 ? f : f with { Compliance = compliance.Of(f.Kind, f.Cloud) })
            .DistinctBy(f => f.Id)
            .ToList();
        var scores = Scores.Of(facts, findings);
        return new AnalysisResult(facts, FindingScore.Sorted(Accepted(scores.Relieved(facts, findings), settings, today)), scores);
    }

    /// <summary>What findings look at, without looking for any.</summary>
    public static EstateFacts Facts(OpenedEstate estate, IUsageStore usage, AmbitSettings settings, UsageWindow window, CancellationToken cancellation)
    {
        var logs = new LogReach(usage.Coverage(), window);
        var scopes = estate.Clouds.SelectMany(c => c.Scopes).ToList();
        return new EstateFacts
        {
            Window = window,
            Identities = Identities(estate, usage, logs, window, cancellation),
            HeldActions = identity => estate.Clouds.First(c => c.Cloud == identity.Cloud).Access.HeldActions(identity.Id),
            Resources = [.. estate.Clouds.SelectMany(c => c.Resources)],
            Scopes = scopes,
            Logs = logs,
            ResourcesUsedBy = action => [.. usage.Totals(UsageQuestion.Of(window), cancellation).Where(t => t.Used > 0 && t.Action == action).Select(t => t.Resource).OfType<string>().Distinct(StringComparer.Ordinal)],
            Escalation = [.. estate.Clouds.Select(c => c.Escalation)],
            Settings = settings,
            Production = new ProductionScopes(scopes, settings),
        };
    }

    /// <summary>Marks what ambit.yaml accepts on a day.</summary>
    public static IEnumerable<Finding> Accepted(IEnumerable<Finding> findings, AmbitSettings settings, DateOnly today) =>
        findings.Select(f => f with
        {
            Status = settings.Accepted.Any(a => a.Accepts(f.Id, f.Kind, f.Identity, f.Scope, f.Resource, today)) ? FindingStatus.Accepted : FindingStatus.Open,
        });

    private static IReadOnlyList<IdentityFacts> Identities(
        OpenedEstate estate, IUsageStore usage, LogReach logs, UsageWindow window, CancellationToken cancellation)
    {
        var callers = new Callers(estate);
        var uses = usage.Totals(UsageQuestion.Of(window), cancellation)
            .ToLookup(t => callers.IdentityOf(t.Cloud, t.Principal) ?? t.Principal, StringComparer.Ordinal);
        var seen = usage.Principals(cancellation).Where(p => p.Value <= window.To)
            .GroupBy(p => callers.IdentityOf(p.Key.Cloud, p.Key.Principal) ?? p.Key.Principal, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.Max(p => p.Value), StringComparer.Ordinal);
        var facts = new ConcurrentDictionary<string, IdentityFacts>(StringComparer.Ordinal);
        foreach (var cloud in estate.Clouds)
        {
            var reports = cloud.ReportedUses.ToLookup(r => r.Principal, StringComparer.Ordinal);
            var wide = cloud.WideGrants.ToLookup(w => w.Holder, StringComparer.Ordinal);
            var classes = new ConcurrentDictionary<(string, string), ActionClass>();
            var actions = new ConcurrentDictionary<string, ActionClass>(StringComparer.Ordinal);
            ActionClass ClassOf(string action) => classes.GetOrAdd((cloud.Access.AccessLevel(action) ?? "Unknown", cloud.LogKind(action)), c => new ActionClass(c.Item1, c.Item2));
            Parallel.ForEach(cloud.Identities, new ParallelOptions { CancellationToken = cancellation }, identity =>
            {
                var held = cloud.Access.HeldActions(identity.Id);
                // Logs name the role, not who acts as it: used is what anybody used through it.
                var known = (identity.ActsAs ?? [identity.Id]).SelectMany(i => uses[i]).ToList();
                var reported = reports.Contains(identity.Id) ? new ReportedUses(reports[identity.Id], window) : ReportedUses.None;
                var grants = Effective(wide[identity.Id], held);
                var services = grants.Select(w => w.Service).ToHashSet(StringComparer.OrdinalIgnoreCase);
                facts[identity.Id] = new IdentityFacts
                {
                    Identity = identity,
                    Uses = known,
                    LastUsedAt = identity.Credentials.Select(c => c.LastUsedAt).Append(identity.LastUsedAt).Append(seen.GetValueOrDefault(identity.Id)).Max(),
                    Patterns = [.. held.Where(cloud.Access.IsPattern)],
                    Levels = Levels(held, Covered(held, known, cloud.Access), known, identity, logs, cloud.Unrecorded(identity.Scope), reported, a => actions.GetOrAdd(a, ClassOf)),
                    Reported = reported,
                    WideGrants = grants,
                    WidePower = services.Count > 0 && held.Any(a => actions[a].Level == PermissionsManagement && (services.Contains("*") || services.Contains(ServiceOf(a)))),
                };
            });
        }

        return [.. facts.Values.OrderBy(f => f.Identity.Id, StringComparer.Ordinal)];
    }

    private static IReadOnlyList<GrantedLevel> Levels(
        IReadOnlyList<string> held, IReadOnlyList<string> covered, List<UsageTotal> uses, Identity identity, LogReach logs, IReadOnlySet<string> unrecorded, ReportedUses reported,
        Func<string, ActionClass> about)
    {
        var used = uses.Where(u => u.Used > 0).Select(u => u.Action).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var counts = new Dictionary<ActionClass, (int Used, int Unused, int Unrecorded, int ReportedUnused)>(ReferenceEqualityComparer.Instance);
        foreach (var action in covered.Count == 0 ? held : held.Concat(covered))
        {
            ref var count = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(counts, about(action), out _);
            var told = reported.Any ? reported.WasUsed(action) : null;
            if (used.Contains(action) || told == true)
                count.Used++;
            else if (told == false)
                count.ReportedUnused++;
            else if (unrecorded.Count > 0 && unrecorded.Contains(action))
                count.Unrecorded++;
            else
                count.Unused++;
        }

        return [.. counts.GroupBy(c => c.Key.Level, StringComparer.Ordinal).OrderBy(l => l.Key, StringComparer.Ordinal).Select(level =>
        {
            var unused = level.ToLookup(c => logs.Shows(identity.Cloud, identity.Scope, c.Key.LogKind), c => c.Value.Unused);
            return new GrantedLevel(level.Key, level.Sum(c => c.Value.Used), unused[true].Sum() + level.Sum(c => c.Value.ReportedUnused), unused[false].Sum() + level.Sum(c => c.Value.Unrecorded));
        })];
    }

    /// <summary>Used actions that only a pattern grants: they count beside it.</summary>
    private static IReadOnlyList<string> Covered(IReadOnlyList<string> held, List<UsageTotal> uses, IAccess access)
    {
        var patterns = uses.Count == 0 ? [] : held.Where(access.IsPattern).ToList();
        return patterns.Count == 0 ? [] : [.. uses.Where(u => u.Used > 0).Select(u => u.Action).Distinct(StringComparer.OrdinalIgnoreCase)
            .Where(u => !held.Contains(u, StringComparer.OrdinalIgnoreCase) && patterns.Exists(p => access.StandsFor(p, u)))];
    }

    /// <summary>Actions that count alike: of one access level, shown by one kind of log. One object a class.</summary>
    private sealed record ActionClass(string Level, string LogKind);

    /// <summary>The wide grants of which something is left once boundary and guardrails have cut them.</summary>
    private static List<WideGrant> Effective(IEnumerable<WideGrant> wide, IReadOnlyList<string> held)
    {
        var grants = wide.ToList();
        if (grants.Count == 0)
            return grants;
        var services = held.Select(ServiceOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return grants.FindAll(w => w.Service == "*" ? services.Count > 0 : services.Contains(w.Service));
    }

    private static string ServiceOf(string action) => action[..Math.Max(0, action.AsSpan().IndexOfAny(':', '/'))];
}
