using System.Globalization;

namespace Ambit.Findings.Scoring;

/// <summary>
/// The two scores and what fixing each finding takes off them: our own formula, stated in docs/scoring.md. Impact is what an
/// identity could do, waste what of it nobody needed; each is a sum of named factors, capped at 100.
/// </summary>
public sealed class Scores
{
    private static readonly string[] s_outside = ["external-trust", "wide-oidc-subject", "wildcard-principal", "confused-deputy", "deleted-principal", "guest-with-power"];
    private readonly Dictionary<string, IdentityScore> _identities = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Power> _power = new(StringComparer.Ordinal);

    private Scores()
    {
    }

    /// <summary>Every identity that is scored; groups and what a cloud made for itself are not.</summary>
    public IReadOnlyCollection<IdentityScore> Identities => _identities.Values;

    /// <summary>Scores every identity of an analysis.</summary>
    public static Scores Of(EstateFacts facts, IReadOnlyList<Finding> findings)
    {
        var scores = new Scores();
        var about = findings.Where(f => f.Identity is not null).ToLookup(f => f.Identity!, StringComparer.Ordinal);
        foreach (var known in facts.Identities)
        {
            if (known.Identity.CloudOwned || known.Identity is { Kind: "group" } or { ActsAs: not null })
                continue;
            var power = new Power(known.Levels);
            scores._power[known.Identity.Id] = power;
            scores._identities[known.Identity.Id] = Score(known, power, [.. about[known.Identity.Id]], facts.Production.Contains(known.Identity.Scope), sized: false);
        }

        return scores;
    }

    /// <summary>The findings, each saying what fixing it takes off its identity's scores: the scores without it, computed again.</summary>
    public IReadOnlyList<Finding> Relieved(EstateFacts facts, IReadOnlyList<Finding> findings)
    {
        var about = findings.Where(f => f.Identity is not null).ToLookup(f => f.Identity!, StringComparer.Ordinal);
        var known = facts.Identities.ToDictionary(i => i.Identity.Id, StringComparer.Ordinal);
        return [.. findings.Select(f => f.Identity is not null && _identities.TryGetValue(f.Identity, out var now) ? f with { TakesOff = Relief(f, now, known[f.Identity], [.. about[f.Identity]], facts) } : f with { TakesOff = new ScoreRelief(0, 0) })];
    }

    /// <summary>An identity's scores; null where it is not scored.</summary>
    public IdentityScore? Find(string identity) => _identities.GetValueOrDefault(identity);

    /// <summary>The scores of each scope.</summary>
    public IReadOnlyList<GroupScore> Scopes => Groups(i => i.Scope);

    /// <summary>The scores of each cloud.</summary>
    public IReadOnlyList<GroupScore> Clouds => Groups(i => i.Cloud);

    private ScoreRelief Relief(Finding finding, IdentityScore now, IdentityFacts known, List<Finding> findings, EstateFacts facts)
    {
        if (finding.Kind == "unused-identity")
            return new ScoreRelief(now.Impact, now.Waste);
        findings.RemoveAll(f => f.Id == finding.Id);
        var sized = finding.Remediation.Kind == "rightsize" || finding.Kind is "administrator" or "excessive-entitlement" or "wildcard-service";
        if (sized)
            findings.RemoveAll(f => f.Kind is "excessive-entitlement" or "wildcard-service");
        var then = Score(known, _power[now.Identity], findings, facts.Production.Contains(now.Scope), sized);
        return new ScoreRelief(Math.Max(0, now.Impact - then.Impact), Math.Max(0, now.Waste - then.Waste));
    }

    private static IdentityScore Score(IdentityFacts known, Power power, List<Finding> findings, bool production, bool sized)
    {
        var identity = known.Identity;
        return new IdentityScore(
            identity.Id, identity.Cloud, identity.Scope,
            [.. Impact(identity.Admin && !sized, power, findings, production, sized).Where(f => f.Points > 0)],
            [.. Waste(power, findings, sized).Where(f => f.Points > 0)]);
    }

    private static IEnumerable<ScoreFactor> Impact(bool admin, Power power, List<Finding> findings, bool production, bool sized)
    {
        if (admin)
        {
            yield return new ScoreFactor("administrator", 60, "holds all of its scope");
        }
        else
        {
            yield return Held("changes permissions", power.Held("Permissions management", sized), 30, 2);
            yield return Held("changes things", power.Held("Write", sized), 20, 3);
            yield return Held("reads", power.Held("Read", sized), 10, 3);
        }

        if (!admin && findings.Where(f => f.Kind == "escalation-path").Select(f => (Severity?)f.Severity).Max() is { } worst)
            yield return new ScoreFactor("becomes more", worst switch { Severity.Critical or Severity.High => 40, Severity.Medium => 25, _ => 10 }, "can take over what it does not hold, step by step");
        if (findings.Exists(f => s_outside.Contains(f.Kind)))
            yield return new ScoreFactor("open to outside", 15, "somebody outside can use it, or nobody can say who");
        if (findings.Exists(f => f.Kind == "mfa-missing"))
            yield return new ScoreFactor("password alone", 5, "one leaked password is this identity");
        if (production && (admin || power.Held("Write", sized) + power.Held("Permissions management", sized) + power.Held("Read", sized) > 0))
            yield return new ScoreFactor("production", 10, "its scope is production");
    }

    private static IEnumerable<ScoreFactor> Waste(Power power, List<Finding> findings, bool sized)
    {
        if (!sized && power.Unused > 0)
        {
            var share = power.UnusedWeight / (power.UnusedWeight + power.UsedWeight);
            var size = Math.Min(1, Math.Log10(1 + power.Unused) / 2);
            yield return new ScoreFactor("unused power", (int)Math.Round(70 * share * size),
                string.Create(CultureInfo.InvariantCulture, $"{power.Unused:N0} actions never used in the window, {share:P0} of what it holds by weight"));
        }

        if (findings.Exists(f => f.Kind == "unused-identity"))
            yield return new ScoreFactor("unused identity", 30, "nobody used it at all");
        var credentials = findings.Count(f => f.Kind == "unused-credential");
        if (credentials > 0)
            yield return new ScoreFactor("unused credentials", Math.Min(20, 10 * credentials), $"{credentials} that nobody used");
        if (findings.Exists(f => f.Kind == "wildcard-service"))
            yield return new ScoreFactor("whole services", 10, "holds all actions of a service");
    }

    /// <summary>Grows with the number of digits: ten times as many actions are one step worse, not ten times.</summary>
    private static ScoreFactor Held(string name, int count, int most, int digits) =>
        new(name, (int)Math.Round(most * Math.Min(1, Math.Log10(1 + count) / digits)), string.Create(CultureInfo.InvariantCulture, $"{count:N0} actions"));

    private IReadOnlyList<GroupScore> Groups(Func<IdentityScore, string> by) =>
        [.. _identities.Values.GroupBy(by, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal).Select(Group)];

    private GroupScore Group(IGrouping<string, IdentityScore> group)
    {
        var list = group.ToList();
        var used = list.Sum(i => _power[i.Identity].UsedWeight);
        var unused = list.Sum(i => _power[i.Identity].UnusedWeight);
        var impact = (0.8 * list.Max(i => i.Impact)) + (0.2 * list.Average(i => i.Impact));
        return new GroupScore(group.Key, list.Count, (int)Math.Round(impact), used + unused == 0 ? 0 : (int)Math.Round(100 * unused / (used + unused)));
    }
}
