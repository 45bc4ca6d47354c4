using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Escalation;

/// <summary>
/// A resource through which code gets to an identity that another resource, or a person, has: a machine of a lab, an
/// application group of virtual desktops, the share that a cloud shell starts from.
/// </summary>
/// <param name="Kind"><c>lab</c>, <c>desktop</c> or <c>shell</c>.</param>
/// <param name="Resource">Id of the resource that has to be written or used.</param>
/// <param name="In">Id of the account that holds it; the resource itself where nothing does.</param>
/// <param name="Identity">Object id of whom the code runs as.</param>
internal sealed record CodeCarrier(string Kind, string Resource, string In, string Identity)
{
    /// <summary>All that the exports tell of.</summary>
    public static IEnumerable<CodeCarrier> Of(AzureDirectory directory, AzureManager manager) =>
        [.. Labs(manager), .. Desktops(manager), .. Shells(directory, manager)];

    /// <summary>A lab's machine is a virtual machine, which it names.</summary>
    private static IEnumerable<CodeCarrier> Labs(AzureManager manager) =>
        from lab in manager.OfType("microsoft.devtestlab/labs/virtualmachines")
        from identity in IdentitiesOf(manager, lab.Facts.Text("computeId"))
        select new CodeCarrier("lab", lab.Id, lab.Id, identity);

    /// <summary>An application group gives sessions on the hosts of its pool.</summary>
    private static IEnumerable<CodeCarrier> Desktops(AzureManager manager)
    {
        var hosts = manager.OfType("microsoft.desktopvirtualization/hostpools/sessionhosts").ToLookup(h => h.Key[..h.Key.LastIndexOf("/sessionhosts/", StringComparison.Ordinal)], StringComparer.Ordinal);
        return from desktops in manager.OfType("microsoft.desktopvirtualization/applicationgroups")
               where "Desktop".Equals(desktops.Facts.Text("applicationGroupType"), StringComparison.OrdinalIgnoreCase)
               from host in hosts[ResourceId.Normal(desktops.Facts.Text("hostPoolArmPath") ?? "")]
               from identity in IdentitiesOf(manager, host.Facts.Text("resourceId")).Distinct(StringComparer.Ordinal)
               select new CodeCarrier("desktop", desktops.Id, desktops.Id, identity);
    }

    /// <summary>"File share: cs-&lt;user&gt;-&lt;domain&gt;-com-&lt;uniqueGuid&gt;": the share is named for its user.</summary>
    private static IEnumerable<CodeCarrier> Shells(AzureDirectory directory, AzureManager manager)
    {
        var shares = manager.Resources.Values.Where(r => r.Name.StartsWith("cs-", StringComparison.OrdinalIgnoreCase) && DataPart.Of(r.Key) is { Kind: "share" }).ToList();
        if (shares.Count == 0)
            yield break;
        foreach (var user in directory.Objects.Values.Where(o => o is { Kind: AzureKinds.User, UserPrincipalName: not null }))
        {
            var beginning = "cs-" + user.UserPrincipalName!.Replace('@', '-').Replace('.', '-').Replace('_', '-') + "-";
            foreach (var share in shares.Where(s => s.Name.StartsWith(beginning, StringComparison.OrdinalIgnoreCase) && manager.Resources.ContainsKey(DataPart.Of(s.Key)!.Value.Whole)))
                yield return new CodeCarrier("shell", share.Id, manager.Resources[DataPart.Of(share.Key)!.Value.Whole].Id, user.ObjectId);
        }
    }

    private static IReadOnlyList<string> IdentitiesOf(AzureManager manager, string? machine) =>
        machine is not null && manager.Resources.TryGetValue(ResourceId.Normal(machine), out var host) ? host.Identities : [];
}
