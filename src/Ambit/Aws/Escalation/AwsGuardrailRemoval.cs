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
/// Who would administer a member account once the service control policies were gone that a start may detach, rewrite, turn off, or move
/// the account away from (Organizations guide, "Service control policies"). Only policies that are attached above the account count, and
/// only those that the start may change there.
/// </summary>
internal sealed class AwsGuardrailRemoval(AwsEstate estate, AwsWorld world, AwsPermissions permissions)
{
    private const string Detach = "organizations:DetachPolicy";
    private const string Update = "organizations:UpdatePolicy";
    private readonly ConcurrentDictionary<string, Capped[]> _capped = new(StringComparer.Ordinal);

    /// <summary>Rows of <c>uncapped</c>: start, how, principal, account, policy, node, from.</summary>
    public IEnumerable<Fact> Rows(IReadOnlyList<string?> bound)
    {
        var (start, how) = (bound[0]!, bound[1]!);
        var action = how switch { "detach" => Detach, "update" => Update, "disable" => "organizations:DisablePolicyType", _ => "organizations:MoveAccount" };
        if (!permissions.Possible.MayHold(start, action))
            return [];
        return estate.Organizations.Where(o => o.ManagementAccountId is not null)
            .SelectMany(o => _capped.GetOrAdd(o.Id, _ => [.. CappedBy(o)])).Where(c => c.Principal.Id != start)
            .SelectMany(c => how switch
            {
                "detach" => Detached(start, c),
                "update" => Rewritten(start, c),
                "disable" => [Row(start, how, c, "", Arn(c.Organization, c.Organization.PathTo(c.Account)[0]), "")],
                _ => Moved(start, c),
            });
    }

    /// <summary>Who administers a member account but for service control policies.</summary>
    private IEnumerable<Capped> CappedBy(AwsOrganization organization)
    {
        var members = organization.Nodes.Values.Where(n => n.Kind == "account" && n.Id != organization.ManagementAccountId).Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var one in estate.Users.Concat<AwsPrincipal>(estate.Roles).Where(p => members.Contains(p.Account)))
        {
            if (world.Find(one.Arn) is not { ServiceLinked: false, ServiceControl.Length: > 0 } now || world.Admin(now) is Truth.Yes)
                continue;
            if (world.Admin(With(now, [])) is Truth.Yes && organization.PathTo(one.Account).Count == now.ServiceControl.Length)
                yield return new Capped(now, one.Account, organization);
        }
    }

    /// <summary>One attachment where one is enough, else all that the start may detach.</summary>
    private IEnumerable<Fact> Detached(string start, Capped capped)
    {
        var path = capped.Organization.PathTo(capped.Account);
        var mine = path.SelectMany((node, level) => capped.Principal.ServiceControl[level].Policies
            // "You can't detach the last policy from a root, an OU or an account."
            .Where(p => capped.Principal.ServiceControl[level].Policies.Count > 1 && p.Compiled is not { Denies.Length: 0 })
            .Select(p => (Level: level, Policy: p, Node: Arn(capped.Organization, node)))
            .Where(a => May(start, Detach, a.Policy.Name) && May(start, Detach, a.Node))).ToList();
        PolicyLayer[] Without(IEnumerable<(int Level, AttachedPolicy Policy, string Node)> gone) =>
            [.. capped.Principal.ServiceControl.Select((layer, level) => new PolicyLayer(layer.Name, [.. layer.Policies.Where(p => !gone.Any(g => g.Level == level && ReferenceEquals(g.Policy, p)))]))];
        var enough = mine.Where(m => world.Admin(With(capped.Principal, Without([m]))) is Truth.Yes).ToList();
        if (enough.Count == 0 && mine.Count > 1 && world.Admin(With(capped.Principal, Without(mine))) is Truth.Yes)
            enough = mine[..1];
        return enough.Select(m => Row(start, "detach", capped, m.Policy.Name, m.Node, ""));
    }

    private IEnumerable<Fact> Rewritten(string start, Capped capped)
    {
        var mine = capped.Principal.ServiceControl.SelectMany(l => l.Policies).Select(p => p.Name).Distinct(StringComparer.Ordinal)
            .Where(p => !p.Contains(":organizations::aws:", StringComparison.Ordinal) && May(start, Update, p)).ToList();
        PolicyLayer[] Open(IReadOnlyCollection<string> rewritten) =>
            [.. capped.Principal.ServiceControl.Select(l => new PolicyLayer(l.Name, [.. l.Policies.Select(p => rewritten.Contains(p.Name) ? p with { Compiled = Everything } : p)]))];
        var enough = mine.Where(p => world.Admin(With(capped.Principal, Open([p]))) is Truth.Yes).ToList();
        if (enough.Count == 0 && mine.Count > 1 && world.Admin(With(capped.Principal, Open(mine))) is Truth.Yes)
            enough = mine[..1];
        return enough.Select(p => Row(start, "update", capped, p, "", ""));
    }

    /// <summary>The places in the tree under which the account would have no cap left; its own policies go with it.</summary>
    private IEnumerable<Fact> Moved(string start, Capped capped)
    {
        var organization = capped.Organization;
        var path = organization.PathTo(capped.Account);
        var (own, parent) = (capped.Principal.ServiceControl[^1], path.Count > 1 ? path[^2] : null);
        foreach (var node in organization.Nodes.Values.Where(n => n.Kind != "account" && n.Id != parent).OrderBy(n => organization.PathTo(n.Id).Count))
        {
            var sibling = organization.PathTo(node.Id).Select(id => organization.Nodes[id].ServiceControlPolicies).ToList();
            if (parent is null || sibling.Contains(null))
                continue;
            PolicyLayer[] there = [.. sibling.Select(s => new PolicyLayer(own.Name, [.. s!.Select(p => new AttachedPolicy(p.Name, p.Known ? world.Compiler.Compile(p.Document, PolicyKind.ServiceControl) : null))])), own];
            if (world.Admin(With(capped.Principal, there)) is not Truth.Yes)
                continue;
            yield return Row(start, "move", capped, Arn(organization, capped.Account), Arn(organization, node.Id), Arn(organization, parent));
            yield break;
        }
    }

    private bool May(string start, string action, string on) => permissions.Ask(new PermissionQuestion(start, action, on, AccessRequest.NoContext, null)).Holds;

    private static Fact Row(string start, string how, Capped capped, string policy, string node, string from) =>
        new([start, how, capped.Principal.Id, capped.Account, policy, node, from], [], []);

    private static CompiledPrincipal With(CompiledPrincipal now, PolicyLayer[] guardrails) => new(now.Caller, now.Identity, now.Boundary, now.Session, guardrails);

    private string Arn(AwsOrganization organization, string node)
    {
        var kind = organization.Nodes.GetValueOrDefault(node)?.Kind switch { "root" => "root", "account" => "account", _ => "ou" };
        var partition = estate.Accounts.FirstOrDefault(a => a.Id == organization.ManagementAccountId)?.Partition ?? "aws";
        return $"arn:{partition}:organizations::{organization.ManagementAccountId}:{kind}/{organization.Id}/{node}";
    }

    private CompiledPolicy Everything => world.Compiler.Compile(AllowEverything, PolicyKind.ServiceControl);

    private static readonly PolicyDocument AllowEverything = new(PolicyDocument.CurrentVersion, null, [new Statement
    {
        Index = 0, Effect = Effect.Allow, Actions = ["*"], Resources = ["*"], HasResource = true,
    }], []);

    private sealed record Capped(CompiledPrincipal Principal, string Account, AwsOrganization Organization);
}
