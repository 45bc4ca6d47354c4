using System.Collections.Concurrent;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Escalation;
using Fact = Ambit.Escalation.Fact;

namespace Ambit.Aws.Escalation;

/// <summary>
/// Asks the evaluator as an attacker would call: directly, with long-term keys where the start has them, choosing freely what the
/// caller chooses; and says which statements an answer rests on.
/// </summary>
internal sealed class AwsPermissions
{
    private const string Assume = "sts:AssumeRole";

    private const string EnableDevice = "iam:EnableMFADevice";
    private const string MakeDevice = "iam:CreateVirtualMFADevice";

    private readonly AwsWorld _world;
    private readonly string? _now;
    private readonly ConcurrentDictionary<string, bool> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string?> _boundaries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, string, string?, string?, string), PermissionAnswer> _answers = new();
    private readonly RequestContext _direct;
    private readonly RequestContext _longTerm;

    public AwsPermissions(AwsEstate estate, AwsWorld world)
    {
        _world = world;
        Possible = new PossibleHoldings(world);
        _now = estate.CollectedAt?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", System.Globalization.CultureInfo.InvariantCulture);
        foreach (var user in estate.Users)
            _boundaries[user.Arn] = user.Boundary;
        foreach (var role in estate.Roles)
            _boundaries[role.Arn] = role.Boundary;
        _direct = world.Context(("aws:ViaAWSService", "false")).With(Absent("aws:CalledVia"), Absent("aws:CalledViaFirst"), Absent("aws:CalledViaLast"));
        _longTerm = _direct.With(Absent("aws:MultiFactorAuthPresent"), Absent("aws:MultiFactorAuthAge"), Absent("aws:TokenIssueTime"));
    }

    /// <summary>Quick looks at what an identity could hold at all.</summary>
    public PossibleHoldings Possible { get; }

    /// <summary>The principal, null where the estate does not know it.</summary>
    public CompiledPrincipal? Find(string id) => _world.Find(id);

    /// <summary>Decides, with what it rests on.</summary>
    public PermissionAnswer Ask(PermissionQuestion question)
    {
        var context = question.Context.Count == 0 ? "" : string.Join('\n', question.Context.Select(c => $"{c.Key}={string.Join(',', c.Value)}"));
        var key = (question.Principal, question.Action, question.Resource, question.After, context);
        return _answers.TryGetValue(key, out var known) ? known : _answers.GetOrAdd(key, Decide(question));
    }

    /// <summary>Decides for a principal that may be none of the estate as it is.</summary>
    public PermissionAnswer Ask(CompiledPrincipal principal, string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> stated, string? after)
    {
        var answer = Asked(principal, action, resource, stated, after);
        return answer.Holds || !BringsDevice(principal, action) ? answer : Asked(WithDevice(principal), action, resource, stated, after);
    }

    /// <summary>A user without a device that may make and enable one of its own satisfies whatever asks for it.</summary>
    private bool BringsDevice(CompiledPrincipal principal, string action) =>
        principal is { Kind: CallerKind.User, Caller.Mfa: false } && action is not (EnableDevice or MakeDevice)
        && (action.Equals(Assume, StringComparison.OrdinalIgnoreCase) || Array.Exists(principal.Identity.Allows, OfDevice) || Array.Exists(principal.Identity.Denies, OfDevice))
        && _devices.GetOrAdd(principal.Id, _ =>
            Asked(principal, EnableDevice, principal.Id, AccessRequest.NoContext, null).Outcome is Outcome.Allowed
            && Asked(principal, MakeDevice, $"arn:*:iam::{principal.Account}:mfa/*", AccessRequest.NoContext, null).Outcome is Outcome.Allowed);

    private static bool OfDevice(CompiledStatement statement) => statement.Source.Conditions.Any(c => CallerChoice.Device(c.Key));

    private static CompiledPrincipal WithDevice(CompiledPrincipal principal) =>
        new(principal.Caller with { Mfa = null }, principal.Identity, principal.Boundary, principal.Session, principal.ServiceControl);

    private PermissionAnswer Asked(CompiledPrincipal principal, string action, string? resource, IReadOnlyDictionary<string, IReadOnlyList<string>> stated, string? after)
    {
        var name = _world.Compiler.Action(action);
        var target = resource?.StartsWith("arn:*:", StringComparison.Ordinal) == true ? $"arn:{principal.Caller.Partition}:{resource[6..]}" : resource;
        var context = Context(principal, name, target, stated);
        var trace = new Trace();
        var verdict = Verdict(principal, name, target, context, after, null);
        if (verdict.Outcome is Outcome.Conditional && principal.Kind is CallerKind.User)
        {
            // A user signs with its keys as long as that lets it through: such requests hold nothing of MFA.
            var plain = _longTerm.With([.. Stated(principal, name, target, stated)]);
            if (Verdict(principal, name, target, plain, after, null).Outcome is Outcome.Allowed)
                context = plain;
        }

        verdict = Verdict(principal, name, target, context, after, trace);
        if (verdict.Outcome is not (Outcome.Allowed or Outcome.Conditional))
            return PermissionAnswer.No;
        var open = verdict.Outcome is Outcome.Allowed ? [] : Left(principal, name, target, trace.Open, stated, after);
        if (open is null)
            return PermissionAnswer.No;
        if (verdict.Outcome is Outcome.Conditional && trace.Open.Count == 0)
            open = [new OpenCondition("ambit:NotExported", "Exists", [trace.Missing.Count > 0 ? trace.Missing[0] : $"the policy of {target ?? action}"], Needed: true)];
        return new PermissionAnswer(open.Count == 0 ? Outcome.Allowed : Outcome.Conditional, open, Sides(principal, name, target, verdict, trace, after));
    }

    private PermissionAnswer Decide(PermissionQuestion question) =>
        Find(question.Principal) is { } principal ? Ask(principal, question.Action, question.Resource, question.Context, question.After) : PermissionAnswer.No;

    private RequestContext Context(CompiledPrincipal principal, ActionName action, string? target, IReadOnlyDictionary<string, IReadOnlyList<string>> stated) =>
        _direct.With([.. Stated(principal, action, target, stated)]);

    private IEnumerable<(RequestKey, Conditions.Fact)> Stated(CompiledPrincipal principal, ActionName action, string? target, IReadOnlyDictionary<string, IReadOnlyList<string>> stated)
    {
        // A pattern stands for whichever it is: the key is then open.
        // "aws:TokenIssueTime": when temporary credentials were issued; whoever has keys may get such for sts:AssumeRole (GetSessionToken).
        if (_now is not null && (principal.Caller.IsRole || (principal.Kind is CallerKind.User && action.Lower == "sts:assumerole")))
            yield return (_world.Compiler.Keys.Intern("aws:TokenIssueTime"), Conditions.Fact.Of(_now));
        foreach (var (key, values) in stated.Where(s => !s.Value.Any(v => v.Contains('*'))))
            yield return (_world.Compiler.Keys.Intern(key), Conditions.Fact.OfMany(values));
        if (principal.Kind is CallerKind.Service && action.Lower == "sts:assumerole" && target is not null)
            yield return (_world.Compiler.Keys.Intern("aws:SourceAccount"), Conditions.Fact.Of(AwsTrusts.Account(target)));
        // "iam:PermissionsBoundary: checks that the specified policy is attached as permissions boundary on the IAM principal resource."
        if (action.Service == "iam" && target is not null && !stated.ContainsKey("iam:PermissionsBoundary") && _boundaries.TryGetValue(target, out var boundary))
            yield return (_world.Compiler.Keys.Intern("iam:PermissionsBoundary"), Conditions.Fact.Of(boundary));
    }

    private Verdict Verdict(CompiledPrincipal principal, ActionName action, string? target, RequestContext context, string? after, Trace? trace)
    {
        if (after == "tagged-as-asked")
            principal = new CompiledPrincipal(principal.Caller with { Tags = null }, principal.Identity, principal.Boundary, principal.Session, principal.ServiceControl);
        if (after != "trust-names-caller" || target is null)
            return _world.Verdict(principal, action, target, context, trace);
        var side = _world.Resources.Side(target, action) with
        {
            Policy = new PolicyLayer(LayerNames.Trust, [new AttachedPolicy(LayerNames.Trust, _world.Compiler.Compile(TrustNaming(principal.Id), PolicyKind.Trust))]),
        };
        var e = _world.Prepare(principal, action, side, context, trace);
        e.Target = Target.One(target);
        return Evaluator.Decide(e);
    }

    /// <summary>The open conditions that the caller cannot see to; null where one of them can only fail.</summary>
    private List<OpenCondition>? Left(
        CompiledPrincipal principal, ActionName action, string? target, IReadOnlyList<OpenCondition> open, IReadOnlyDictionary<string, IReadOnlyList<string>> stated, string? after)
    {
        var left = new List<OpenCondition>();
        foreach (var condition in open)
        {
            if (principal is { Kind: CallerKind.User, Caller.Mfa: null } && CallerChoice.Device(condition.Key) && _devices.GetValueOrDefault(principal.Id))
                continue;
            if (after == "tagged-as-asked" && CallerChoice.PrincipalTags(condition) && !Tags(principal, condition))
                return null;
            if (CallerChoice.Meets(condition) || (after == "tagged-as-asked" && CallerChoice.PrincipalTags(condition)))
                continue;
            // The tag that a trust asks for is asked about where the trust is.
            if (action.Lower is "iam:taguser" or "iam:tagrole" && CallerChoice.RequestTags(condition))
                continue;
            // Whoever brings tags or a source identity chooses them; whether it may bring any is asked once.
            if ((action.Lower is "sts:tagsession" && CallerChoice.RequestTags(condition)) || (action.Lower is "sts:setsourceidentity" && CallerChoice.SourceIdentity(condition)))
                continue;
            if (CallerChoice.Associated(condition))
            {
                if (CallerChoice.AssociatedWith(condition, stated) == false)
                    return null;
                continue;
            }

            if (CallerChoice.RequestTags(condition) && target?.Contains(":role/", StringComparison.Ordinal) == true)
            {
                if (!Ask(principal, "sts:TagSession", target, AccessRequest.NoContext, null).Holds)
                    return null;
                continue;
            }

            if (CallerChoice.SourceIdentity(condition) && target is not null && Ask(principal, "sts:SetSourceIdentity", target, AccessRequest.NoContext, null).Holds)
                continue;
            if (principal.Kind is CallerKind.Service && OwnSource(condition, target))
                continue;
            left.Add(condition);
        }

        return left;
    }

    /// <summary>Whether the caller may set the very tag that a condition asks for on itself.</summary>
    private bool Tags(CompiledPrincipal principal, OpenCondition condition)
    {
        var key = condition.Key[(condition.Key.IndexOf('/') + 1)..];
        var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase) { ["aws:TagKeys"] = [key] };
        if (condition.Values is [var value, ..] && !value.AsSpan().ContainsAny('*', '?', '$'))
            context[$"aws:RequestTag/{key}"] = [value];
        return Ask(principal, principal.Kind is CallerKind.User ? "iam:TagUser" : "iam:TagRole", principal.Id, context, null).Holds;
    }

    /// <summary>A service calls for a resource of the role's own account, which the start makes or picks.</summary>
    private static bool OwnSource(OpenCondition condition, string? role) =>
        condition.Key.Equals("aws:SourceArn", StringComparison.OrdinalIgnoreCase) && role is not null
        && condition.Values.Any(v => v.Contains($":{AwsTrusts.Account(role)}:", StringComparison.Ordinal) || v.Contains(":*:", StringComparison.Ordinal) || v == "*");

    private IReadOnlyList<IReadOnlyList<PermissionGrant>> Sides(CompiledPrincipal principal, ActionName action, string? target, in Verdict verdict, Trace trace, string? after)
    {
        var identity = Grants(principal, action, trace, e => e.Layer == LayerNames.Identity);
        var resource = Grants(principal, action, trace, e => e.Layer is LayerNames.Trust or LayerNames.Resource or LayerNames.KeyPolicy, target);
        if (after == "trust-names-caller" && verdict.SameAccount)
            return [];
        if (!principal.Caller.HasIdentity)
            return resource.Count == 0 ? [] : [resource];
        var byItself = verdict.ResourceSelf.Or(verdict.ResourceRole).Or(verdict.GrantSelf).Or(verdict.GrantRole) is not Truth.No;
        if (verdict.SameAccount)
            return byItself ? [[.. identity, .. resource]] : identity.Count == 0 ? [] : [identity];
        return identity.Count == 0 || resource.Count == 0 ? (identity.Count == 0 ? [] : [identity]) : [identity, resource];
    }

    private static List<PermissionGrant> Grants(CompiledPrincipal principal, ActionName action, Trace trace, Func<Trace.Entry, bool> layer, string? holder = null)
    {
        var grants = new List<PermissionGrant>();
        foreach (var entry in trace.Entries.Where(e => layer(e) && e.Statement.Source.Effect is Effect.Allow))
        {
            var shared = entry.Policy.Contains(":policy/", StringComparison.Ordinal) && !entry.Policy.Contains(":iam::aws:", StringComparison.Ordinal);
            var source = entry.Statement.Source;
            IEnumerable<string> spelled = source.NotAction ? ["NotAction"] : source.Actions.Where(p => Glob.Of(p.ToLowerInvariant()).Matches(action.Lower));
            grants.AddRange(spelled.Select(p => new PermissionGrant(holder ?? entry.Via ?? principal.Id, entry.Policy, shared, source.Index, p, Removable: principal.Kind is not CallerKind.Root)));
        }

        return [.. grants.DistinctBy(g => g.Key)];
    }

    private (RequestKey, Conditions.Fact) Absent(string key) => (_world.Compiler.Keys.Intern(key), Conditions.Fact.Absent);

    private static PolicyDocument TrustNaming(string principal) => new(PolicyDocument.CurrentVersion, null, [new Statement
    {
        Index = 0,
        Effect = Effect.Allow,
        Principal = new PrincipalElement(Negated: false, [new PrincipalEntry(PrincipalKind.Aws, principal)]),
        Actions = [Assume],
    }], []);
}
