using System.Collections.Concurrent;
using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>
/// Whom resource policies, role trusts and key policies may let in, by the names they use: with it a question about one principal
/// looks at the policies that could mean it, and not at every policy of the estate. It over-approximates; the evaluator decides.
/// </summary>
internal sealed class PolicyDoors
{
    private readonly Dictionary<string, List<PolicyDoor>> _byName = new(StringComparer.Ordinal);
    private readonly List<PolicyDoor> _anybody = [];
    private readonly ConcurrentDictionary<Caller, PolicyDoor[]> _of = new(ReferenceEqualityComparer.Instance);
    private int _count;

    public PolicyDoors(AwsWorld world)
    {
        var assume = world.Compiler.Action("sts:AssumeRole");
        var other = world.Compiler.Action("s3:GetObject");
        foreach (var resource in world.Estate.Resources)
        {
            var key = resource.Type is "AWS::KMS::Key";
            if (resource.ResourcePolicy is not null || key || resource.Type is "AWS::S3::Bucket")
                Add(resource.Arn, resource.Account, key, trust: false, world.Resources.Side(resource.Arn, other), resource);
        }
        foreach (var role in world.Estate.Roles)
            Add(role.Arn, role.Account, distrustful: true, trust: true, world.Resources.Side(role.Arn, assume), null);
    }

    /// <summary>The policies that may let the principal in, in the estate's order.</summary>
    public IReadOnlyList<PolicyDoor> Of(CompiledPrincipal principal) => _of.GetOrAdd(principal.Caller, Find);

    private PolicyDoor[] Find(Caller caller)
    {
        var found = new List<PolicyDoor>(_anybody);
        foreach (var name in Names(caller))
        {
            if (name.Length > 0 && _byName.TryGetValue(name, out var doors))
                found.AddRange(doors);
        }
        found.Sort(static (a, b) => a.Place.CompareTo(b.Place));
        var last = 0;
        for (var i = 0; i < found.Count; i++)
        {
            if (i == 0 || found[i].Place != found[last - 1].Place)
                found[last++] = found[i];
        }
        found.RemoveRange(last, found.Count - last);
        return [.. found];
    }

    /// <summary>Every name by which <see cref="PrincipalNames"/> knows a caller.</summary>
    private static IEnumerable<string> Names(Caller caller)
    {
        yield return caller.Account;
        yield return caller.RootArn;
        yield return caller.PrincipalArn ?? "";
        yield return caller.SessionArn ?? "";
        yield return caller.UniqueId ?? "";
        yield return caller.CanonicalId ?? "";
        if (caller.Kind is CallerKind.Service or CallerKind.Federated)
            yield return caller.Id;
        if (caller.IsRole)
            yield return ByRoleName(caller.Account, caller.Name);
    }

    private void Add(string arn, string account, bool distrustful, bool trust, ResourceSide side, AwsResource? resource)
    {
        var door = new PolicyDoor(arn, account, distrustful, trust, [.. side.Policy?.Allows ?? [], .. side.AccessControlList?.Allows ?? []], side.Grants.Count > 0, _count++);
        // What cannot be read may name anybody; a grant on a key names people besides its policy.
        if ((distrustful && side.Policy is null) || side.Policy is { MayAllow: true } || side.Grants.Count > 0 || (resource is not null && side.PolicyUnknown))
            _anybody.Add(door);
        foreach (var statement in door.Allows)
        {
            if (statement.Source.Principal is not { } element)
                continue;
            if (element.Negated)
                _anybody.Add(door);
            foreach (var entry in element.Entries)
                Add(entry, door);
        }
    }

    private void Add(PrincipalEntry entry, PolicyDoor door)
    {
        if (entry.Kind is PrincipalKind.Everyone || entry.Value == "*")
        {
            if (_anybody.Count == 0 || _anybody[^1].Place != door.Place)
                _anybody.Add(door);
            return;
        }
        Add(entry.Value, door);
        // A session stands for its role, and where the path is not known a role for its name.
        if (entry.Kind is PrincipalKind.Aws && ArnFields.TryParse(entry.Value, out var arn) && (arn.Resource.StartsWith("assumed-role/") || arn.Resource.StartsWith("role/")))
        {
            var name = arn.Resource.StartsWith("role/") ? arn.Resource[(arn.Resource.LastIndexOf('/') + 1)..] : Until(arn.Resource["assumed-role/".Length..]);
            Add(ByRoleName(arn.Account.ToString(), name.ToString()), door);
        }
    }

    private static ReadOnlySpan<char> Until(ReadOnlySpan<char> text) => text.IndexOf('/') is >= 0 and var slash ? text[..slash] : text;

    private void Add(string name, PolicyDoor door)
    {
        if (!_byName.TryGetValue(name, out var doors))
            _byName.Add(name, doors = []);
        if (doors.Count == 0 || doors[^1].Place != door.Place)
            doors.Add(door);
    }

    private static string ByRoleName(string account, string name) => $"{account} role {name}";
}
