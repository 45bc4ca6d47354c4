using System.CommandLine;
using Ambit.Access;
using Ambit.Cli.Input;
using Ambit.Escalation;
using Ambit.Findings;
using Ambit.Model;
using Ambit.RightSizing;
using Ambit.Settings;
using Ambit.Usage;

namespace Ambit.Cli.Commands;

/// <summary>Sizes one subject or all: each by the window of its class and only where the logs can tell, with what it takes away.</summary>
internal sealed class RightsizeRun
{
    private readonly World _world;
    private readonly ParseResult _parsed;
    private readonly Session _session;
    private readonly AmbitSettings _settings;
    private readonly Dictionary<string, Identity> _identities;
    private readonly LogBasis _logs;
    private readonly CancellationToken _cancellation;
    private ILookup<string, ReportedUse>? _reports;

    /// <summary>Prepares a run.</summary>
    public RightsizeRun(World world, ParseResult parsed, Session session, CancellationToken cancellation)
    {
        (_world, _parsed, _session, _cancellation) = (world, parsed, session, cancellation);
        _settings = SettingsFile.For(world, parsed, session.Snapshot);
        _identities = session.Estate.Clouds.SelectMany(c => c.Identities).DistinctBy(i => i.Id).ToDictionary(i => i.Id, StringComparer.Ordinal);
        _logs = new LogBasis(session.Usage.Coverage(), _identities.Values.Select(i => (i.Cloud, i.Scope)).Distinct());
    }

    /// <summary>Those that were not sized, and why.</summary>
    public List<(SizingSubject Subject, string Why)> Refused { get; } = [];

    /// <summary>Sizes one subject.</summary>
    /// <exception cref="UnknownNameException">The logs tell nothing of it.</exception>
    public List<(IRightSizing Cloud, RightSized Result)> One(IRightSizing cloud, SizingSubject subject, SizingOptions options)
    {
        var results = Size(cloud, subject, options, new HolderUse(_session, _cancellation));
        if (Refused is [var (id, why), ..] && results.Count == 0)
            throw new UnknownNameException($"`{id.Id}` cannot be sized: {why}");
        return [.. results.Select(r => (cloud, r with { Removed = Removed(cloud, [r]) }))];
    }

    /// <summary>Sizes everybody; what it takes away is what all of it together takes away.</summary>
    public List<(IRightSizing Cloud, RightSized Result)> All(SizingOptions options)
    {
        var use = new HolderUse(_session, _cancellation);
        use = (_session.Estate.Clouds.Any(c => c.ReportedUses.Count > 0) ? use : use.Demanded()).Everybody(Longest());
        var results = new List<(IRightSizing Cloud, RightSized Result)>();
        foreach (var cloud in _session.Estate.Clouds.Select(c => c.RightSizing).OfType<IRightSizing>())
        {
            var sized = new List<RightSized>();
            foreach (var subject in cloud.Subjects)
            {
                _cancellation.ThrowIfCancellationRequested();
                sized.AddRange(Size(cloud, subject, options, use));
            }

            var removed = Compare(cloud, sized, together: true);
            results.AddRange(sized.Select(r => (cloud, removed is null ? r : r with { Removed = PowerComparison.Sum(r.Subject.Holders.Where(removed.ContainsKey).Select(h => removed[h]), together: true) })));
        }

        return results;
    }

    private IReadOnlyList<RightSized> Size(IRightSizing cloud, SizingSubject subject, SizingOptions options, HolderUse use)
    {
        var window = WindowOf(subject);
        var rows = use.Of(subject.Holders, window);
        var notes = new List<string>();
        var seen = rows.Select(r => r.Principal).ToHashSet(StringComparer.Ordinal);
        if (rows.Count == 0 && ByReport(subject, window) is { } reported)
        {
            options = options with { Reported = reported };
            rows = [.. reported.Used.Select(u => new UsageRow(_identities[u.Principal].Cloud, u.Principal, u.Action!, null, DateOnly.FromDateTime(u.LastUsedAt!.Value.UtcDateTime), UsageContext.Empty, UseOutcome.Used, MappingBasis.Table, u.Source, 0, u.LastUsedAt.Value, u.LastUsedAt.Value))];
            notes.Add($"no log shows its use: sized by {string.Join(" and ", reported.Sources)}, which tells what was tried and when, not on what nor under which conditions; no call could be replayed");
            return [.. cloud.Size(subject, rows, options with { Window = window }).Select(r => r with { Notes = [.. r.Notes, .. notes] })];
        }

        foreach (var holder in subject.Holders.Select(h => _identities.GetValueOrDefault(h)).OfType<Identity>().DistinctBy(i => (i.Cloud, i.Scope)))
        {
            if (_logs.Refusal(holder.Cloud, holder.Scope, window, seen.Contains(holder.Id), notes) is not { } why)
                continue;
            Refused.Add((subject, why));
            return [];
        }

        if (subject.Holders.Any(h => _identities.TryGetValue(h, out var i) && _settings.Windows.IsBreakGlass(i.Id, i.Name)))
            notes.Add("it is kept for emergencies (ambit.yaml): going unused is what it is for, so this shows what it needed and is no advice to cut it");
        return [.. cloud.Size(subject, rows, options with { Window = window }).Select(r => r with { Notes = [.. r.Notes, .. notes] })];
    }

    /// <summary>What the cloud reports of a subject of which the logs tell nothing; null where they do, or where it reports nothing.</summary>
    private ReportedUses? ByReport(SizingSubject subject, UsageWindow window)
    {
        var holders = subject.Holders.Select(h => _identities.GetValueOrDefault(h)).OfType<Identity>().ToList();
        if (holders.Count == 0 || holders.Exists(h => _logs.Refusal(h.Cloud, h.Scope, window, seen: false, []) is null))
            return null;
        _reports ??= _session.Estate.Clouds.SelectMany(c => c.ReportedUses).ToLookup(r => r.Principal, StringComparer.Ordinal);
        // Where one of several holders has no report, its use is not known.
        if (holders.Exists(h => !_reports.Contains(h.Id)))
            return null;
        var reported = new ReportedUses(holders.SelectMany(h => _reports[h.Id]), window);
        return reported.Any ? reported : null;
    }

    /// <summary>The window of the class of identity, the longest of several holders'; what the command line says stands above ambit.yaml.</summary>
    private UsageWindow WindowOf(SizingSubject subject)
    {
        if (_parsed.GetResult(CommonOptions.Days) is { Implicit: false })
            return _session.Window;
        var days = subject.Holders.Select(h => _identities.GetValueOrDefault(h)).OfType<Identity>().Select(i => EstateFacts.PatienceOf(_settings.Windows, i, _session.Window.Days)).DefaultIfEmpty(_session.Window.Days).Max();
        return UsageWindow.Before(_session.Window.To, days);
    }

    private UsageWindow Longest() => UsageWindow.Before(
        _session.Window.To, Math.Max(_session.Window.Days, _identities.Values.Select(i => EstateFacts.PatienceOf(_settings.Windows, i, _session.Window.Days)).DefaultIfEmpty(0).Max()));

    private RemovedPower? Removed(IRightSizing cloud, List<RightSized> results) =>
        Compare(cloud, results, together: false) is { } removed ? PowerComparison.Sum(removed.Values, together: false) : null;

    private IReadOnlyDictionary<string, RemovedPower>? Compare(IRightSizing cloud, List<RightSized> results, bool together)
    {
        if (results.Count == 0 || cloud.Proposed(results) is not { } proposed)
            return null;
        var today = _session.Estate.Clouds.Select(c => c.Escalation).ToList();
        List<IEscalationFacts> after = [.. _session.Estate.Clouds.Select(c => ReferenceEquals(c.RightSizing, cloud) ? proposed : c.Escalation)];
        var rules = RuleSet.Load([.. new Clouds().All.SelectMany(c => c.RuleVocabularies)], []);
        var labels = EscalationLabels.Of(_world, _parsed, _session);
        List<string> resources = [.. _session.Estate.Clouds.SelectMany(c => c.Resources).Select(r => r.Id).Where(labels.Sensitive)];
        return new PowerComparison(today, after, rules, labels, resources).Of([.. results.SelectMany(r => r.Subject.Holders).Distinct(StringComparer.Ordinal)], together, _cancellation);
    }
}
