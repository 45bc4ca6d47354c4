using Ambit.Azure.Access;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Escalation;

namespace Ambit.Azure.Escalation;

/// <summary>Relations of access packages, of managed devices and of users kept on premises.</summary>
internal sealed class GovernanceRelations(AzureDirectory directory)
{
    /// <summary>Adds the relations.</summary>
    public void AddTo(Dictionary<string, Func<IReadOnlyList<string?>, IEnumerable<Fact>>> rows)
    {
        List<Fact> packages = [.. directory.AccessPackages.SelectMany(p => p.Groups.Where(g => Holds(g)).Select(g => new Fact(p.Id, directory.Objects[g].CanonicalId)))];
        rows["package"] = _ => packages;
        rows["package-open"] = b => Open(b[0]!, b[1]!) ? [new Fact(b[0]!, b[1]!)] : [];
        rows["package-role"] = b => Roles(b[0]!);
        rows["synchronised-user"] = _ => directory.Objects.Values.Where(o => o is { Kind: AzureKinds.User, Synchronised: true }).OrderBy(o => o.CanonicalId, StringComparer.Ordinal).Select(o => new Fact(o.CanonicalId));
        rows["device-user"] = _ => Devices();
    }

    /// <summary>"Groups in a restricted unit are outside of entitlement management"; dynamic and synchronised ones take no members.</summary>
    private bool Holds(string group) => directory.Objects.GetValueOrDefault(group) is { Kind: AzureKinds.Group, Dynamic: false, Synchronised: false } && !directory.InRestrictedUnit(group);

    private bool Open(string package, string who) =>
        directory.AccessPackages.FirstOrDefault(p => p.Id == package) is { } found
        && directory.Objects.GetValueOrDefault(who[(who.LastIndexOf(':') + 1)..]) is { } o && found.LetsIn(o, directory.AllGroupsOf(o.ObjectId));

    private IEnumerable<Fact> Roles(string who)
    {
        if (who.Contains('#') || directory.Objects.GetValueOrDefault(who[(who.LastIndexOf(':') + 1)..]) is not { } o || directory.AccessPackages.All(p => p.Roles.Count == 0))
            yield break;
        yield return new Fact(who, who + ActorTable.AllPackages, "manage");
        if (directory.AccessPackages.Any(p => p.Roles.Count > 0 && p.LetsIn(o, directory.AllGroupsOf(o.ObjectId))))
            yield return new Fact(who, who + ActorTable.Packages, "ask");
    }

    private IEnumerable<Fact> Devices()
    {
        foreach (var device in directory.Objects.Values.Where(o => o.Kind == AzureKinds.Device && IsManagedWindows(o)).OrderBy(o => o.CanonicalId, StringComparer.Ordinal))
        {
            foreach (var owner in directory.Owners.GetValueOrDefault(device.ObjectId) ?? [])
            {
                if (directory.Objects.GetValueOrDefault(owner) is { Kind: AzureKinds.User } user)
                    yield return new Fact(device.CanonicalId, user.CanonicalId);
            }
        }
    }

    private static bool IsManagedWindows(DirectoryObject device) =>
        (device.Facts.Flag("isManaged") == true || device.Facts.Text("managementType") is not null) && (device.Facts.Text("operatingSystem") ?? "").StartsWith("Windows", StringComparison.OrdinalIgnoreCase);
}
