using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Identities of the directory in the house's words.</summary>
internal sealed class IdentityList(AzureDirectory directory, AzureManager manager, IReadOnlyList<ClassicAdministrator> classic)
{
    private readonly ILookup<string, FederatedCredential> _federated = directory.FederatedCredentials.ToLookup(f => f.Target, StringComparer.Ordinal);

    private readonly ILookup<string?, string> _classic = classic.ToLookup(a => a.Holder, a => a.Words(manager.Spelled(a.Scope)));

    private readonly HashSet<string> _rootOwners = manager.Assignments
        .Where(a => a is { Scope: "/", Eligible: false, Condition: null, Role: "8e3af657-a8ff-443c-a75c-2fe8c4bcb635" }).Select(a => a.Principal).ToHashSet(StringComparer.Ordinal);

    private static readonly string[] MicrosoftTenants = ["f8cdef31-a31e-4b4a-93e4-5f571e91255a", "72f988bf-86f1-41af-91ab-2d7cd011db47"];

    /// <summary>Every identity; devices are none.</summary>
    public IEnumerable<Identity> All() => directory.Objects.Values.Where(o => o.Kind != AzureKinds.Device).OrderBy(o => o.CanonicalId, StringComparer.Ordinal).Select(Of);

    /// <summary>Whether Microsoft owns the application behind a service principal.</summary>
    public static bool IsMicrosofts(DirectoryObject o) =>
        o.Kind == AzureKinds.ServicePrincipal && o.Facts.Text("appOwnerOrganizationId")?.ToLowerInvariant() is { } owner && MicrosoftTenants.Contains(owner);

    private Identity Of(DirectoryObject o) => new()
    {
        Id = o.CanonicalId,
        Cloud = AzureKinds.Cloud,
        Scope = o.Tenant,
        Kind = o.AgentType is null ? o.Kind : "agent",
        Name = o.UserPrincipalName ?? o.Name,
        CreatedAt = o.Facts.Time("createdDateTime"),
        LastUsedAt = o.Facts.Child("signInActivity") is { } s ? Later(s.Time("lastSignInDateTime"), s.Time("lastNonInteractiveSignInDateTime")) : null,
        Admin = IsAdmin(o.ObjectId),
        CloudOwned = IsMicrosofts(o),
        Enabled = o.Enabled,
        Tags = Tags(o),
        Trusts = [.. _federated[o.ObjectId].Select(f => $"{f.Issuer} {f.Subject}")],
        Credentials = [.. Credentials(o)],
        Groups = [.. directory.GroupsOf(o.ObjectId).Select(g => directory.Objects.TryGetValue(g, out var group) ? group.CanonicalId : g)],
        UniqueIds = [.. new[] { o.ObjectId, o.AppId, o.UserPrincipalName?.ToLowerInvariant() }.OfType<string>()],
    };

    /// <summary>"Active tenant-wide Global Administrator, or Owner at scope /."</summary>
    private bool IsAdmin(string id)
    {
        if (directory.IsGlobalAdministrator(id))
            return true;
        return _rootOwners.Count > 0 && (_rootOwners.Contains(id) || _rootOwners.Overlaps(directory.AllGroupsOf(id)));
    }

    private static DateTimeOffset? Later(DateTimeOffset? a, DateTimeOffset? b) => a is null ? b : b is null ? a : a > b ? a : b;

    private Dictionary<string, string> Tags(DirectoryObject o)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        if (o.Guest)
            tags["userType"] = "Guest";
        if (o.AgentType is { } agent)
            tags["agentType"] = agent;
        if (o.AppId is { } app)
            tags["appId"] = app;
        if (o.ResourceOfIdentity is { } resource)
            tags["resource"] = resource;
        if (o.Synchronised)
            tags["synchronised"] = "true";
        if (o.Kind == AzureKinds.Group && o.RoleAssignable)
            tags["roleAssignable"] = "true";
        if (_classic.Contains(o.ObjectId))
            tags["classicAdministrator"] = string.Join("; ", _classic[o.ObjectId].Order(StringComparer.Ordinal));
        return tags;
    }

    private IEnumerable<Credential> Credentials(DirectoryObject o)
    {
        if (o.Kind == AzureKinds.User)
            yield return new Credential("password", o.ObjectId, o.Enabled);
        foreach (var (list, kind) in new[] { ("passwordCredentials", "secret"), ("keyCredentials", "certificate") })
        {
            foreach (var row in o.Facts.Items(list).Select(i => new AzureRow(i)))
                yield return new Credential(kind, row.Text("keyId") ?? row.Text("displayName") ?? list, Active: true, row.Time("startDateTime"), null, row.Time("endDateTime"));
        }

        foreach (var federated in _federated[o.ObjectId])
            yield return new Credential("federated", federated.Name, Active: true);
    }
}
