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
            Resources = [.. estate.Clouds.SelectMany(c => c.Resources)],
            Scopes = scopes,
            Logs = logs,
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
            var wide = cloud.WideGrants.ToLookup(w => w.Holder, StringComparer.Ordinal);
            Parallel.ForEach(cloud.Identities, new ParallelOptions { CancellationToken = cancellation }, identity =>
                facts[identity.Id] = Of(cloud, identity, [.. uses[identity.Id]], seen.GetValueOrDefault(identity.Id), [.. wide[identity.Id]], logs));
        }

        return [.. facts.Values.OrderBy(f => f.Identity.Id, StringComparer.Ordinal)];
    }

    private static IdentityFacts Of(
        ICloudEstate cloud, Identity identity, IReadOnlyList<UsageTotal> uses, DateTimeOffset? seen, IReadOnlyList<WideGrant> wide, LogReach logs)
    {
        var access = cloud.Access.WhatCan(identity.Id, actionGlob: null);
        var used = uses.Where(u => u.Used > 0).Select(u => u.Action).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var dates = identity.Credentials.Select(c => c.LastUsedAt).Append(identity.LastUsedAt).Append(seen);
        return new IdentityFacts
        {
            Identity = identity,
            Access = access,
            Uses = uses,
            LastUsedAt = dates.Max(),
            WideGrants = wide,
            Granted = [.. access.Actions.Select(a => new GrantedAction(
                a, cloud.Access.AccessLevel(a) ?? "Unknown",
                used.Contains(a) ? GrantState.Used
                : logs.Shows(identity.Cloud, identity.Scope, cloud.LogKind(a)) ? GrantState.Unused
                : GrantState.NotObservable))],
        };
    }
}
