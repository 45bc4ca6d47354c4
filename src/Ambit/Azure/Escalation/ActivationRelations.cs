using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>
/// Relations of Privileged Identity Management. "An eligible assignment counts as a hop by self-activation; approval stops it, unless
/// the start can also act as an approver other than the requester."
/// </summary>
internal sealed class ActivationRelations(AzureDirectory directory, AzureManager manager, AzureAccess access)
{
    private readonly Lazy<ILookup<string, GroupEligibility>> _groups = new(() => directory.GroupEligibilities.ToLookup(g => g.Principal, StringComparer.Ordinal));
    private readonly Lazy<List<(string Requester, string Role, string Scope, IReadOnlyList<string> Approvers)>> _guarded = new(() => Guarded(directory, manager, access));

    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        rows["activation"] = b => Activations(b[0]!);
        rows["group-eligibility"] = b => Groups(b[0]!);
        rows["approves"] = b => Approved(b[0]!);
        rows["approves-group"] = b => ApprovedGroups(b[0]!);
        rows["guarded"] = b => _guarded.Value.Where(g => b[3] == (g.Scope == "/" && directory.Roles.ContainsKey(g.Role) ? "entra" : "azure")).Select(g => new Fact(Canonical(g.Requester), Canonical(g.Requester) + "#" + g.Role, manager.Spelled(g.Scope), b[3]!));
        rows["guarded-group"] = _ => directory.GroupEligibilities.Where(g => !g.Owner && access.Actors.NeedsApproval(g.Group, "member") && !directory.InRestrictedUnit(g.Group)).Select(g => new Fact(Canonical(g.Principal), Canonical(g.Group)));
    }

    private string Canonical(string id) => directory.Objects.TryGetValue(id, out var o) ? o.CanonicalId : id;

    private IEnumerable<Fact> Activations(string who)
    {
        // only a person activates: "a service principal cannot be eligible"
        if (access.Actors.Of(who) is not { Object: { Kind: AzureKinds.User or AzureKinds.Group } identity } actor || who.Contains('#'))
            yield break;
        var active = ActorTable.IdentityOf(who) + ActorTable.Activated;
        if (actor.Principals.SelectMany(manager.AssignmentsOf).Any(a => a.Eligible && !access.Actors.NeedsApproval(a.Scope, a.Role)))
            yield return new Fact(who, active, "azure");
        if (directory.EffectiveHoldings(identity.ObjectId).Any(h => h.Eligible && !access.Actors.NeedsApproval("/", h.Role)))
            yield return new Fact(who, active, "entra");
    }

    private IEnumerable<Fact> Groups(string who)
    {
        if (access.Actors.Of(who) is not { Object: { } identity })
            yield break;
        foreach (var eligible in _groups.Value[identity.ObjectId].Concat(directory.AllGroupsOf(identity.ObjectId).SelectMany(g => _groups.Value[g])))
        {
            // "Groups in a restricted unit are outside PIM for Groups"
            var kind = eligible.Owner ? "owner" : "member";
            if (directory.Objects.TryGetValue(eligible.Group, out var group) && !access.Actors.NeedsApproval(eligible.Group, kind) && !directory.InRestrictedUnit(eligible.Group))
                yield return new Fact(who, group.CanonicalId, kind);
        }
    }

    /// <summary>"Nobody approves an own request": the approver is somebody else than the requester.</summary>
    private IEnumerable<Fact> Approved(string who)
    {
        if (_guarded.Value.Count == 0 || access.Actors.Of(who) is not { Object: { } approver } actor)
            yield break;
        foreach (var (requester, role, _, approvers) in _guarded.Value)
        {
            if (requester != approver.ObjectId && approvers.Any(actor.Principals.Contains) && directory.Objects.TryGetValue(requester, out var r))
                yield return new Fact(who, r.CanonicalId, r.CanonicalId + "#" + role);
        }
    }

    private IEnumerable<Fact> ApprovedGroups(string who)
    {
        if (directory.GroupEligibilities.Count == 0 || access.Actors.Of(who) is not { Object: { } approver } actor)
            yield break;
        foreach (var eligible in directory.GroupEligibilities.Where(g => !g.Owner && !directory.InRestrictedUnit(g.Group)))
        {
            if (access.Actors.PolicyOf(eligible.Group, "member") is { Approval: true } policy && eligible.Principal != approver.ObjectId && policy.Approvers.Any(actor.Principals.Contains)
                && directory.Objects.TryGetValue(eligible.Principal, out var requester) && directory.Objects.TryGetValue(eligible.Group, out var group))
                yield return new Fact(who, requester.CanonicalId, group.CanonicalId);
        }
    }

    private static List<(string, string, string, IReadOnlyList<string>)> Guarded(AzureDirectory directory, AzureManager manager, AzureAccess access)
    {
        var found = new List<(string, string, string, IReadOnlyList<string>)>();
        var eligible = directory.Holdings.Where(h => h.Eligible).Select(h => (h.Principal, h.Role, Scope: "/"))
            .Concat(manager.Assignments.Where(a => a.Eligible).Select(a => (a.Principal, a.Role, a.Scope)));
        foreach (var (principal, role, scope) in eligible)
        {
            if (access.Actors.PolicyOf(scope, role) is not { Approval: true } policy)
                continue;
            IEnumerable<string> requesters = directory.Objects.GetValueOrDefault(principal)?.Kind == AzureKinds.Group ? directory.AllMembersOf(principal) : [principal];
            found.AddRange(requesters.Where(r => directory.Objects.GetValueOrDefault(r)?.Kind == AzureKinds.User).Select(r => (r, role, scope, policy.Approvers)));
        }

        return found;
    }
}
