using System.Globalization;
using System.Text.Json;
using Ambit.Aws.Access;
using Ambit.Aws.Escalation;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Aws.RightSizing.Output;
using Ambit.Escalation;
using Ambit.RightSizing;
using Ambit.Usage;

namespace Ambit.Aws.RightSizing;

/// <summary>Right-sizing of AWS identities and policies.</summary>
public sealed class AwsRightSizing : IRightSizing
{
    private readonly AwsWorld _world;
    private readonly Subjects _subjects;
    private readonly UnloggedGrants _unlogged;
    private readonly Replay _replay;

    /// <summary>Right-sizing over a world.</summary>
    public AwsRightSizing(AwsWorld world)
    {
        _world = world;
        _subjects = new Subjects(world.Estate);
        _unlogged = new UnloggedGrants(world, new TrailSelectors(world.Estate));
        _replay = new Replay(world);
    }

    /// <inheritdoc/>
    public IReadOnlyList<string> Formats => ["json", "terraform", "cloudformation", "aws-cli"];

    /// <inheritdoc/>
    public IReadOnlyList<SizingSubject> Subjects => _subjects.All;

    /// <inheritdoc/>
    public SizingSubject? Find(string name) => _subjects.Find(name);

    /// <inheritdoc/>
    public IReadOnlyList<string> HoldersOf(string id) => _subjects.Exactly(id)?.Holders ?? [];

    /// <inheritdoc/>
    public IReadOnlyList<RightSized> Size(SizingSubject subject, IReadOnlyList<UsageRow> usage, SizingOptions options)
    {
        if (!options.Split || subject.Holders.Count < 2)
            return [One(subject, usage, options)];
        return [.. subject.Holders.Select(h => One(subject with { Holders = [h] }, [.. usage.Where(u => u.Principal == h)], options, $"for {h} alone: the policy is split, one for each of its {subject.Holders.Count} holders"))];
    }

    /// <inheritdoc/>
    public ReplayReport Replay(string principal, JsonElement policy, IReadOnlyList<UsageRow> usage) =>
        _replay.Of(usage.Where(u => u.Principal == principal), p => _world.WithIdentity(p, [new PolicyText("proposed", policy, default)]));

    /// <inheritdoc/>
    public IEscalationFacts Proposed(IReadOnlyList<RightSized> results)
    {
        var estate = ProposedEstate.Of(_world.Estate, results);
        return new AwsEscalationFacts(estate, new AwsWorld(estate));
    }

    /// <inheritdoc/>
    public IReadOnlyList<(string File, string Content)> Render(RightSized result, string format) => format switch
    {
        "terraform" or "aws-cli" when ReservedOutput.Is(result) => ReservedOutput.Render(result, format),
        "terraform" => TerraformOutput.Render(result),
        "cloudformation" => CloudFormationOutput.Render(result, new Holding(_world.Estate)),
        "aws-cli" => AwsCliOutput.Render(result, new Holding(_world.Estate)),
        _ => PolicyOutput.Render(result),
    };

    private RightSized One(SizingSubject subject, IReadOnlyList<UsageRow> usage, SizingOptions options, string? note = null)
    {
        var plan = Sizing.Of(_world, _subjects, subject);
        var uses = UsedTuple.Of(usage);
        var (after, kept, proof) = Least(plan, subject, uses, options);
        if (proof.NeverWider == false && options.Resources != ResourceRule.Keep)
        {
            // Never handed out: with today's resources only actions are cut, which cannot widen.
            note = Joined(note, $"resources stay as they are today: narrowed, they would have been wider ({string.Join("; ", proof.Reasons)})");
            (after, kept, proof) = Least(plan, subject, uses, options with { Resources = ResourceRule.Keep });
        }

        if (subject.Kind == "boundary" && after.Count > 1)
            (after, kept, proof, note) = OneBoundary(plan, subject, uses, options, after.Count, note);
        var texts = after.Select(p => new PolicyText(p.Name, p.Document, default)).ToList();
        var replay = _replay.Of(usage, p => plan.Change(p, texts));
        return new RightSized
        {
            Subject = subject,
            Window = options.Window,
            Events = uses.Sum(u => u.Count),
            Before = [.. plan.Sources.Select(s => new CurrentPolicy(s.Name, s.Via is null ? s.Kind : "group", s.Text.Document))],
            ActionsBefore = Count(plan.Principal),
            After = after,
            ActionsAfter = Count(plan.Principal is null ? null : _world.WithIdentity(plan.Principal, texts)),
            Replay = replay,
            Proof = proof,
            KeptUnproved = kept,
            Notes = [.. Notes(subject, plan, uses, after, replay, note)],
        };
    }

    private (IReadOnlyList<SizedPolicy> After, IReadOnlyList<KeptPermission> Kept, SizingProof Proof) Least(
        Sizing plan, SizingSubject subject, IReadOnlyList<UsedTuple> uses, SizingOptions options)
    {
        var (statements, kept) = new LeastPolicy(_world, options, _unlogged).Cut(plan.Sources, uses, AccountOf(subject));
        var after = statements.Count == 0 ? [] : SizeLimits.Pack(plan.Name, subject.Kind, statements);
        return (after, kept, WidthProof.Of(plan.Sources, after, subject.Kind == "boundary" ? PolicyKind.Boundary : PolicyKind.Identity));
    }

    /// <summary>"A principal has one boundary": the least that is one policy. Coarser resources make shorter texts; today's text is one policy in any case.</summary>
    private (IReadOnlyList<SizedPolicy> After, IReadOnlyList<KeptPermission> Kept, SizingProof Proof, string Note) OneBoundary(
        Sizing plan, SizingSubject subject, IReadOnlyList<UsedTuple> uses, SizingOptions options, int needed, string? note)
    {
        foreach (var rule in (ReadOnlySpan<ResourceRule>)[ResourceRule.Path, ResourceRule.Type, ResourceRule.Keep])
        {
            if (rule <= options.Resources)
                continue;
            var (after, kept, proof) = Least(plan, subject, uses, options with { Resources = rule });
            if (after.Count == 1 && proof.NeverWider != false)
                return (after, kept, proof, Joined(note, $"a boundary is one policy and this would need {needed}: resources are taken coarser (--resources {rule.ToString().ToLowerInvariant()})"));
        }

        var today = plan.Sources[0];
        var whole = new SizedPolicy(plan.Name, today.Text.Document, PolicyJson.Characters(today.Text.Document), "managed", ["today's boundary as it is"]);
        return ([whole], [], SizingProof.Proved, Joined(note, $"a boundary is one policy and what was used needs {needed}: it stays as it is"));
    }

    private static string Joined(string? note, string more) => note is null ? more : $"{note}; {more}";

    private static IEnumerable<string> Notes(SizingSubject subject, Sizing plan, IReadOnlyList<UsedTuple> uses, IReadOnlyList<SizedPolicy> after, ReplayReport replay, string? note)
    {
        if (note is not null)
            yield return note;
        else if (subject.Holders.Count > 1)
            yield return $"sized for the union of what its {subject.Holders.Count} holders used: {string.Join(", ", subject.Holders)}";
        foreach (var line in plan.Notes)
            yield return line;
        var managed = after.Count(a => a.Kind == "managed");
        if (managed > SizeLimits.Attached && subject.Kind != "policy")
            yield return $"{managed} managed policies are more than the {SizeLimits.Attached} that an identity holds by default: ask for coarser resources (--resources type or keep), or AWS for a higher quota";
        foreach (var policy in after.Where(a => a.Characters > SizeLimits.Of(a.Kind, subject.Kind)))
            yield return $"`{policy.Name}` has {policy.Characters.ToString("N0", CultureInfo.InvariantCulture)} characters and one statement of it cannot be cut: AWS takes {SizeLimits.Of(policy.Kind, subject.Kind).ToString("N0", CultureInfo.InvariantCulture)}";
        if (uses.Count == 0)
            yield return "nobody used it in the window: only what no log could have shown is left, and denies";
        var today = replay.DeniedToday.Sum(l => l.Count);
        if (today > 0)
            yield return $"{today.ToString("N0", CultureInfo.InvariantCulture)} calls of the window are not allowed by today's policies either: they changed since, or an export is missing";
    }

    private Dictionary<string, int> Count(CompiledPrincipal? principal) =>
        principal is null ? new Dictionary<string, int>(StringComparer.Ordinal) : GrantedActions.ByLevel(_world.Catalogue, principal.Identity);

    private static string AccountOf(SizingSubject subject)
    {
        var accounts = subject.Holders.Select(h => h.Split(':')).Where(p => p.Length > 4).Select(p => p[4]).Distinct(StringComparer.Ordinal).ToList();
        return accounts.Count == 1 ? accounts[0] : "";
    }
}
