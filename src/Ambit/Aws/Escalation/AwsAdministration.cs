using System.Collections.Concurrent;
using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Conditions;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;
using Ambit.Escalation;
using Fact = Ambit.Escalation.Fact;

namespace Ambit.Aws.Escalation;

/// <summary>
/// Who administers an account, now or after a change of policies. Writing power counts although a deny remains that the new power
/// can take off; it does not where a boundary or a guardrail caps what is written, unless the new power takes the cap off too.
/// </summary>
internal sealed class AwsAdministration
{
    private readonly AwsEstate _estate;
    private readonly AwsWorld _world;
    private readonly AwsPermissions _permissions;
    private readonly Dictionary<string, AwsPrincipal> _principals;
    private readonly Dictionary<string, AwsGroup> _groups;
    private readonly ConcurrentDictionary<string, string?> _administers = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string[]> _administered = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string, string), Fact[]> _after = new();
    private readonly ConcurrentDictionary<string, bool> _capped = new(StringComparer.Ordinal);

    public AwsAdministration(AwsEstate estate, AwsWorld world, AwsPermissions permissions)
    {
        (_estate, _world, _permissions) = (estate, world, permissions);
        _principals = estate.Users.Concat<AwsPrincipal>(estate.Roles).GroupBy(p => p.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        _groups = estate.Groups.GroupBy(p => p.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
    }

    /// <summary>The account that the identity administers now, null where it administers none.</summary>
    public string? Administers(string principal) => _administers.GetOrAdd(principal, p =>
        _world.Find(p) is { } found && found.Account.Length > 0 && _world.Admin(found) is Truth.Yes ? found.Account : null);

    /// <summary>The account that the identity administers if conditions hold, or if a policy that no export shows lets it.</summary>
    public (string Scope, IReadOnlyList<OpenCondition> Conditions)? MayAdminister(string principal) =>
        _world.Find(principal) is { } found && found.Account.Length > 0 && _world.Admin(found) is Truth.Unknown
            ? (found.Account, [new OpenCondition("ambit:Undecided", "Exists", [$"conditions on what {principal} holds, or a policy that no export shows"], Needed: true)])
            : null;

    /// <summary>What the administrator of an account is or controls: its users, its roles, its data, as far as guardrails leave it.</summary>
    public IReadOnlyList<string> Administered(string account) => _administered.GetOrAdd(account, Control);

    /// <summary>Rows of <c>admin-after</c>: principal, change, policy, account.</summary>
    public IEnumerable<Fact> After(IReadOnlyList<string?> bound)
    {
        var (id, change) = (bound[0]!, bound[1]!);
        if (!_principals.TryGetValue(id, out var principal) || _world.Find(id) is not { } now || now.ServiceLinked)
            return [];
        if (change == "member")
            return bound[2] is { } group ? Rows(principal, change, Member(principal, now, group)) : [];
        return _after.GetOrAdd((id, change), _ => [.. Rows(principal, change, Changed(principal, now, change))]);
    }

    private IEnumerable<Fact> Rows(AwsPrincipal principal, string change, IEnumerable<(string Policy, Held Held)> changed)
    {
        foreach (var (policy, held) in changed)
        {
            var truth = Unfold(principal, held);
            if (truth is Truth.No)
                continue;
            IReadOnlyList<OpenCondition> conditions = truth is Truth.Yes ? [] : [new OpenCondition("ambit:Undecided", "Exists", [$"conditions on what {principal.Arn} would hold"], Needed: true)];
            yield return new Fact([principal.Arn, change, policy, principal.Account], conditions, []);
        }
    }

    private IEnumerable<(string, Held)> Member(AwsPrincipal principal, CompiledPrincipal now, string group)
    {
        if (principal is AwsUser user && _groups.TryGetValue(group, out var joined) && !user.Groups.Contains(group) && _world.Find(group) is { } power)
            yield return (group, Held.Of(now).With([.. power.Identity.Policies.Select(p => p with { Via = joined.Arn })]));
    }

    private IEnumerable<(string, Held)> Changed(AwsPrincipal principal, CompiledPrincipal now, string change)
    {
        var held = Held.Of(now);
        switch (change)
        {
            case "written":
                return [("", held.With([Everything()]))];
            case "written-unbounded":
                return now.Boundary is null ? [] : [("", held.With([Everything()]) with { Boundary = null })];
            case "written-inline":
                // "PutRolePolicy and PutUserPolicy may replace an inline policy of the same name", a deny in it as well.
                return principal.InlinePolicies.Select(p => ("", held.Without(a => a.Via is null && a.Name == p.Name).With([Everything()]))).Prepend(("", held.With([Everything()]))).Take(8);
            case "new-version":
                return held.Policies.Select(p => p.Name).Where(CustomerManaged).Distinct(StringComparer.Ordinal).Select(arn => (arn, held.Without(a => a.Name == arn).With([Everything()]))).ToList();
            case "older-version":
                return Older(held);
            case "unbounded":
                return now.Boundary is null ? [] : [("", held with { Boundary = null })];
            case "detached":
                return principal.AttachedPolicies.Select(arn => (arn, held.Without(a => a.Via is null && a.Name == arn))).ToList();
            case "left":
                return principal is AwsUser user ? user.Groups.Select(g => (g, held.Without(a => a.Via == g))).ToList() : [];
            case "inline-deleted":
                return principal.InlinePolicies.Select(p => (p.Name, held.Without(a => a.Via is null && a.Name == p.Name))).ToList();
            default:
                return [];
        }
    }

    private IEnumerable<(string, Held)> Older(Held held)
    {
        foreach (var arn in held.Policies.Select(p => p.Name).Where(CustomerManaged).Distinct(StringComparer.Ordinal))
        {
            if (!_estate.ManagedPolicies.TryGetValue(arn, out var policy))
                continue;
            foreach (var (version, text) in policy.Versions.Where(v => v.Key != policy.DefaultVersionId && v.Value.Known))
                yield return (arn, held.Without(a => a.Name == arn).With([new AttachedPolicy($"{arn} {version}", _world.Compiler.Compile(text.Document, PolicyKind.Identity))]));
        }
    }

    /// <summary>Takes off what the power takes off, until it is administrator or nothing more comes off.</summary>
    private Truth Unfold(AwsPrincipal principal, Held held)
    {
        var truth = Truth.No;
        for (var round = 0; round < 12; round++)
        {
            var compiled = held.Compile();
            var now = _world.Admin(compiled);
            if (now is Truth.Yes)
                return Truth.Yes;
            truth = truth.Or(now);
            if (Shed(principal, held, compiled) is not { } lighter)
                return truth;
            held = lighter;
        }

        return truth;
    }

    private Held? Shed(AwsPrincipal principal, Held held, CompiledPrincipal compiled)
    {
        var kind = principal is AwsUser ? "User" : "Role";
        bool May(string action, string resource) => _permissions.Ask(compiled, action, resource, AccessRequest.NoContext, null).Outcome is Outcome.Allowed;
        if (held.Boundary is { } boundary
            && (May($"iam:Delete{kind}PermissionsBoundary", principal.Arn) || May($"iam:Put{kind}PermissionsBoundary", principal.Arn)
                || boundary.Policies.Any(b => CustomerManaged(b.Name) && Rewrites(b.Name, May))))
            return held with { Boundary = null };
        foreach (var policy in held.Policies.Where(p => p.Compiled is not { Denies.Length: 0 }))
        {
            if (Sheds(principal, kind, policy, May))
                return held.Without(p => ReferenceEquals(p, policy));
        }

        return null;
    }

    private bool Sheds(AwsPrincipal principal, string kind, AttachedPolicy policy, Func<string, string, bool> may)
    {
        if (CustomerManaged(policy.Name) && Rewrites(policy.Name, may))
            return true;
        if (policy.Via is { } group)
            return may("iam:RemoveUserFromGroup", group) || may(policy.Name.StartsWith("arn:", StringComparison.Ordinal) ? "iam:DetachGroupPolicy" : "iam:DeleteGroupPolicy", group);
        return policy.Name.StartsWith("arn:", StringComparison.Ordinal)
            ? may($"iam:Detach{kind}Policy", principal.Arn)
            : may($"iam:Delete{kind}Policy", principal.Arn) || may($"iam:Put{kind}Policy", principal.Arn);
    }

    private bool Rewrites(string policy, Func<string, string, bool> may) =>
        may("iam:CreatePolicyVersion", policy) && (!Full(policy) || may("iam:DeletePolicyVersion", policy));

    /// <summary>"A managed policy can have up to five versions" (IAM User Guide).</summary>
    public bool Full(string policy) => _estate.ManagedPolicies.TryGetValue(policy, out var known) && known.Versions.Count >= 5;

    private static bool CustomerManaged(string policy) =>
        policy.Contains(":policy/", StringComparison.Ordinal) && !policy.Contains(":iam::aws:", StringComparison.Ordinal);

    /// <summary>Whether a statement of the policy allows everything, and none denies.</summary>
    public bool AllowsEverything(PolicyText policy) => policy.Known && _world.Compiler.Compile(policy.Document, PolicyKind.Identity) is { Denies.Length: 0 } compiled
        && Array.Exists(compiled.Allows, s => s.Source is { NotAction: false, NotResource: false, Conditions.Count: 0 } && s.Source.Actions.Contains("*") && s.Source.Resources.Contains("*"));

    /// <summary>The principal with a policy that allows everything besides its own; its boundary and the guardrails stay.</summary>
    public CompiledPrincipal Given(CompiledPrincipal principal) => Held.Of(principal).With([Everything()]).Compile();

    /// <summary>Whether guardrails keep from administering the account whoever holds everything there.</summary>
    public bool AccountIsCapped(string account) => _capped.GetOrAdd(account, a => Somebody(a) is { } somebody && _world.Admin(somebody) is not Truth.Yes);

    private CompiledPrincipal? Somebody(string account)
    {
        var root = _estate.Accounts.Where(a => a.Id == account).Select(a => $"arn:{a.Partition}:iam::{a.Id}:root").FirstOrDefault();
        if (root is null || _world.Find(root) is not { } owner)
            return null;
        var user = root.Replace(":root", ":user/ambit-administrator", StringComparison.Ordinal);
        return new CompiledPrincipal(
            owner.Caller with { Kind = CallerKind.User, Id = user, PrincipalArn = user, Name = "ambit-administrator", Tags = new Dictionary<string, string>() },
            new PolicyLayer(LayerNames.Identity, [Everything()]), null, null, owner.ServiceControl);
    }

    private string[] Control(string account)
    {
        if (Somebody(account) is not { } somebody)
            return [];
        bool May(string action, string on, string? after = null) => _permissions.Ask(somebody, action, on, AccessRequest.NoContext, after).Holds;
        var found = new List<string>();
        found.AddRange(_estate.Users.Where(u => u.Account == account && May("iam:CreateAccessKey", u.Arn)).Select(u => u.Arn));
        found.AddRange(_estate.Roles.Where(r => r.Account == account && !r.ServiceLinked && !r.Reserved && May("iam:UpdateAssumeRolePolicy", r.Arn) && May("sts:AssumeRole", r.Arn, "trust-names-caller")).Select(r => r.Arn));
        found.AddRange(_estate.Resources.Where(r => r.Account == account && DataStore.Of(r.Type) is { } store && (May(store.Read, store.Objects(r.Arn)) || (store.Control is { } control && May(control, r.Arn)))).Select(r => r.Arn));
        return [.. found];
    }

    private AttachedPolicy Everything() => new("everything", _world.Compiler.Compile(AllowEverything, PolicyKind.Identity));

    private static readonly PolicyDocument AllowEverything = new(PolicyDocument.CurrentVersion, null, [new Statement
    {
        Index = 0, Effect = Effect.Allow, Actions = ["*"], Resources = ["*"], HasResource = true,
    }], []);

    /// <summary>What somebody holds: a principal whose policies and boundary are being changed in thought.</summary>
    private sealed record Held(CompiledPrincipal Now, IReadOnlyList<AttachedPolicy> Policies, PolicyLayer? Boundary)
    {
        public static Held Of(CompiledPrincipal now) => new(now, now.Identity.Policies, now.Boundary);

        public Held With(IReadOnlyList<AttachedPolicy> more) => this with { Policies = [.. Policies, .. more] };

        public Held Without(Func<AttachedPolicy, bool> gone) => this with { Policies = [.. Policies.Where(p => !gone(p))] };

        public CompiledPrincipal Compile() => new(Now.Caller, new PolicyLayer(LayerNames.Identity, Policies), Boundary, null, Now.ServiceControl);
    }
}
