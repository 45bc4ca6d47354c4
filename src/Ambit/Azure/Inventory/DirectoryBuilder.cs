using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Builds the Entra side from native documents.</summary>
internal sealed class DirectoryBuilder(ILookup<string, NativeDocument> documents, TenantFinder tenants, DateTimeOffset now)
{
    private readonly Dictionary<string, (string Kind, string Tenant, MergedRows Rows)> _objects = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, List<string>>> _relations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _relationParent = new(StringComparer.Ordinal);

    /// <summary>Adds an object that only Azure Resource Manager tells of: the identity of a resource, the holder of a role.</summary>
    public void Mention(string objectId, string kind, string tenant, AzureRow? facts)
    {
        var id = objectId.ToLowerInvariant();
        if (!_objects.TryGetValue(id, out var known))
            _objects.Add(id, known = (kind, tenant, new MergedRows()));
        else if (known.Kind == AzureKinds.ServicePrincipal && kind == DirectoryObject.ManagedIdentity)
            _objects[id] = known = known with { Kind = kind };
        if (facts is { } row && kind == DirectoryObject.ManagedIdentity && known.Rows.Text("displayName") is null)
            known.Rows.Add(row);
    }

    /// <summary>Managed identities whose service principal names the resource they belong to: identity, resource.</summary>
    public IEnumerable<(string Identity, string Resource)> IdentitiesOfResources()
    {
        foreach (var (id, (kind, _, rows)) in _objects)
        {
            if (kind == DirectoryObject.ManagedIdentity && rows.Texts("alternativeNames").FirstOrDefault(n => n.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase)) is { } resource)
                yield return (id, ResourceId.Normal(resource));
        }
    }

    /// <summary>Reads the objects; <see cref="Build"/> comes after what is mentioned was added.</summary>
    public void ReadObjects()
    {
        foreach (var kind in new[] { AzureKinds.User, AzureKinds.Group, AzureKinds.ServicePrincipal, AzureKinds.Application, AzureKinds.Device })
        {
            foreach (var document in documents[kind])
                Object(kind, document);
        }

        foreach (var document in documents[AzureKinds.Relation])
            Relation(document);
        foreach (var document in documents[AzureKinds.GroupActivation])
            Activation(new AzureRow(document.Content));
    }

    /// <summary>The directory.</summary>
    public AzureDirectory Build()
    {
        var objects = _objects.ToDictionary(o => o.Key, o => new DirectoryObject(o.Key, o.Value.Kind, o.Value.Tenant, o.Value.Rows), StringComparer.Ordinal);
        var ids = objects.Values.Where(o => o.AppId is not null).ToLookup(o => o.AppId!, StringComparer.Ordinal);
        var roles = new DirectoryRoleReader(documents).Read();
        return new AzureDirectory
        {
            Objects = objects,
            Members = Related("members", objects, ids),
            Owners = Related("owners", objects, ids),
            Sponsors = Related("sponsors", objects, ids),
            Units = Units(),
            Roles = roles,
            Holdings = [.. new HoldingReader(documents, now).Directory(roles)],
            AppRoles = [.. AppRoles(objects)],
            DelegatedGrants = [.. Grants()],
            GroupEligibilities = [.. Eligibilities()],
            PimPolicies = [.. new PimPolicyReader(documents).Read()],
            AccessPackages = [.. AccessPackageReader.Read(documents[AzureKinds.AccessPackage])],
            Inheritable = Inheritable(objects),
            FederatedCredentials = [.. Federated(objects, ids)],
            Tenants = tenants.Names,
            AuthenticationMethods = Methods(),
            Domains = [.. documents[AzureKinds.Tenant].SelectMany(d => new AzureRow(d.Content).Items("verifiedDomains")).Select(d => new AzureRow(d))
                .Where(d => d.Flag("isInitial") != true).Select(d => d.Text("name")).OfType<string>().Where(n => !n.EndsWith(".onmicrosoft.com", StringComparison.OrdinalIgnoreCase))],
            UsersRegisterApplications = UsersMay("allowedToCreateApps"),
            UsersCreateGroups = UsersMay("allowedToCreateSecurityGroups"),
        }.Indexed();
    }

    private bool UsersMay(string power) => documents[AzureKinds.AuthorizationPolicy]
        .Select(d => new AzureRow(d.Content).Child("defaultUserRolePermissions")?.Flag(power)).LastOrDefault(f => f is not null) ?? true;

    private void Object(string kind, NativeDocument document)
    {
        var row = new AzureRow(document.Content);
        if (row.Text("id", "objectId")?.ToLowerInvariant() is not { } id)
            return;
        var own = kind == AzureKinds.ServicePrincipal && "ManagedIdentity".Equals(row.Text("servicePrincipalType"), StringComparison.OrdinalIgnoreCase)
            ? DirectoryObject.ManagedIdentity : kind;
        if (!_objects.TryGetValue(id, out var known))
            _objects.Add(id, known = (own, tenants.Of(document), new MergedRows()));
        else if (own == DirectoryObject.ManagedIdentity)
            _objects[id] = known = known with { Kind = own };
        known.Rows.Add(row);
    }

    private void Relation(NativeDocument document)
    {
        var row = new AzureRow(document.Content);
        if (row.Text("of") is not { } of || row.Text("relation") is not { } relation)
            return;
        var list = ListOf(relation, of);
        _relationParent.TryAdd(of, row.Text("parent") ?? "");
        foreach (var item in row.Items("items"))
        {
            var member = new AzureRow(item);
            if (member.Text("id")?.ToLowerInvariant() is not { } id)
                continue;
            list.Add(id);
            var kind = member.Text("type")?.ToLowerInvariant() switch
            {
                "user" or "agentuser" => AzureKinds.User,
                "group" => AzureKinds.Group,
                "serviceprincipal" or "agentidentity" => AzureKinds.ServicePrincipal,
                "device" => AzureKinds.Device,
                _ => null,
            };
            if (kind is not null && !_objects.ContainsKey(id))
                _objects.Add(id, (kind, tenants.Of(document), new MergedRows()));
        }
    }

    private List<string> ListOf(string relation, string of)
    {
        if (!_relations.TryGetValue(relation, out var map))
            _relations.Add(relation, map = new Dictionary<string, List<string>>(StringComparer.Ordinal));
        if (!map.TryGetValue(of, out var list))
            map.Add(of, list = []);
        return list;
    }

    /// <summary>Membership or ownership that PIM gave for a time counts while it lasts.</summary>
    private void Activation(AzureRow row)
    {
        if (row.Text("groupId")?.ToLowerInvariant() is not { } group || row.Text("principalId")?.ToLowerInvariant() is not { } principal || Ended(row))
            return;
        var list = ListOf("owner".Equals(row.Text("accessId"), StringComparison.OrdinalIgnoreCase) ? "owners" : "members", group);
        if (!list.Contains(principal))
            list.Add(principal);
    }

    private bool Ended(AzureRow row) => row.Time("endDateTime") is { } end && end <= now;

    /// <summary>A list may name an application by its app id (AzureHound): the object's id is looked up.</summary>
    private Dictionary<string, IReadOnlyList<string>> Related(string relation, Dictionary<string, DirectoryObject> objects, ILookup<string, DirectoryObject> byApp)
    {
        var found = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var (of, items) in _relations.GetValueOrDefault(relation) ?? [])
        {
            if (_relationParent.GetValueOrDefault(of) == AzureKinds.AdministrativeUnit)
                continue;
            var key = objects.ContainsKey(of) ? of : byApp[of].FirstOrDefault(o => o.Kind == _relationParent.GetValueOrDefault(of))?.ObjectId ?? of;
            var distinct = items.Distinct(StringComparer.Ordinal);
            found[key] = found.TryGetValue(key, out var before) ? [.. before.Union(distinct)] : [.. distinct];
        }

        return found;
    }

    private Dictionary<string, AdministrativeUnit> Units()
    {
        var rows = new Dictionary<string, MergedRows>(StringComparer.Ordinal);
        foreach (var row in documents[AzureKinds.AdministrativeUnit].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("id")?.ToLowerInvariant() is not { } id)
                continue;
            if (!rows.TryGetValue(id, out var merged))
                rows.Add(id, merged = new MergedRows());
            merged.Add(row);
        }

        return rows.ToDictionary(r => r.Key, r => new AdministrativeUnit(
            r.Key,
            r.Value.Text("displayName") ?? r.Key,
            r.Value.Flag("isMemberManagementRestricted") ?? false,
            "Dynamic".Equals(r.Value.Text("membershipType"), StringComparison.OrdinalIgnoreCase) && !"Paused".Equals(r.Value.Text("membershipRuleProcessingState"), StringComparison.OrdinalIgnoreCase) ? r.Value.Text("membershipRule") : null,
            (_relations.GetValueOrDefault("members")?.GetValueOrDefault(r.Key) ?? []).ToHashSet(StringComparer.Ordinal)), StringComparer.Ordinal);
    }

    private IEnumerable<AppRoleHolding> AppRoles(Dictionary<string, DirectoryObject> objects)
    {
        foreach (var row in documents[AzureKinds.AppRoleAssignment].Select(d => new AzureRow(d.Content)))
        {
            var principal = row.Text("principalId")?.ToLowerInvariant();
            var resource = row.Text("resourceId")?.ToLowerInvariant();
            var role = row.Text("appRoleId")?.ToLowerInvariant();
            // all zeros is the default access role, no permission
            if (principal is null || resource is null || role is null || role == "00000000-0000-0000-0000-000000000000")
                continue;
            var known = objects.GetValueOrDefault(resource);
            var appId = known?.AppId ?? row.Text("appId")?.ToLowerInvariant()
                ?? ("Microsoft Graph".Equals(row.Text("resourceDisplayName"), StringComparison.OrdinalIgnoreCase) ? AppRoleHolding.Graph : "");
            yield return new AppRoleHolding(row.Text("id") ?? $"{principal}/{role}", principal, resource, appId, ValueOf(known, role) ?? GraphPermissions.ValueOf(role) ?? role);
        }
    }

    private static string? ValueOf(DirectoryObject? resource, string role) =>
        resource?.Facts.AllItems("appRoles").Select(r => new AzureRow(r)).Where(r => role.Equals(r.Text("id"), StringComparison.OrdinalIgnoreCase))
            .Select(r => r.Text("value")).FirstOrDefault(v => v is { Length: > 0 });

    private IEnumerable<DelegatedGrant> Grants()
    {
        foreach (var row in documents[AzureKinds.DelegatedGrant].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("clientId")?.ToLowerInvariant() is { } client)
                yield return new DelegatedGrant(
                    row.Text("id") ?? client, client, "AllPrincipals".Equals(row.Text("consentType"), StringComparison.OrdinalIgnoreCase), row.Text("principalId")?.ToLowerInvariant(),
                    row.Text("resourceId")?.ToLowerInvariant() ?? "", (row.Text("scope") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    private IEnumerable<GroupEligibility> Eligibilities()
    {
        foreach (var row in documents[AzureKinds.GroupEligibility].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("groupId")?.ToLowerInvariant() is { } group && row.Text("principalId")?.ToLowerInvariant() is { } principal && !Ended(row))
                yield return new GroupEligibility(
                    row.Text("id") ?? $"{group}/{principal}", group, principal, "owner".Equals(row.Text("accessId"), StringComparison.OrdinalIgnoreCase), row.Time("endDateTime"));
        }
    }

    private IEnumerable<FederatedCredential> Federated(Dictionary<string, DirectoryObject> objects, ILookup<string, DirectoryObject> byApp)
    {
        foreach (var row in documents[AzureKinds.FederatedCredential].Select(d => new AzureRow(d.Content)))
        {
            var id = row.Text("id") ?? row.Text("name") ?? "";
            var flexible = row.Child("claimsMatchingExpression")?.Text("value");
            if (row.Text("issuer") is not { } issuer || (row.Text("subject") ?? flexible) is not { } subject || Target(row, id, objects, byApp) is not { } target)
                continue;
            yield return new FederatedCredential(id, row.Text("name") ?? id, target, issuer, subject, row.Text("subject") is null, row.Texts("audiences"));
        }
    }

    /// <summary>The identity a federated credential opens: by its resource id, or by the application that its folder or request names.</summary>
    private static string? Target(AzureRow row, string id, Dictionary<string, DirectoryObject> objects, ILookup<string, DirectoryObject> byApp)
    {
        if (id.StartsWith("/subscriptions/", StringComparison.OrdinalIgnoreCase) && ResourceId.ParentOf(id) is { } identity)
            return objects.Values.FirstOrDefault(o => o.ResourceOfIdentity == identity || o.Facts.Text("id") is { } own && ResourceId.Normal(own) == identity)?.ObjectId;
        if (row.Text("parent")?.ToLowerInvariant() is not { } parent)
            return null;
        var appId = objects.GetValueOrDefault(parent)?.AppId ?? parent;
        return byApp[appId].FirstOrDefault(o => o.Kind is AzureKinds.ServicePrincipal or DirectoryObject.ManagedIdentity)?.ObjectId
            ?? byApp[appId].FirstOrDefault()?.ObjectId ?? (objects.ContainsKey(parent) ? parent : null);
    }

    /// <summary>"Inheritable permissions", of a blueprint per resource application; the export names the blueprint by its folder or request.</summary>
    private Dictionary<string, IReadOnlyDictionary<string, IReadOnlySet<string>?>> Inheritable(Dictionary<string, DirectoryObject> objects)
    {
        var found = new Dictionary<string, Dictionary<string, IReadOnlySet<string>?>>(StringComparer.Ordinal);
        foreach (var row in documents[AzureKinds.InheritablePermission].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("parent")?.ToLowerInvariant() is not { } parent || row.Text("resourceAppId")?.ToLowerInvariant() is not { } resource || row.Child("inheritableRoles") is not { } roles)
                continue;
            var kind = roles.Text("kind") ?? roles.Text("@odata.type") ?? "";
            if (kind.Contains("no", StringComparison.OrdinalIgnoreCase) && !kind.Contains("enumerated", StringComparison.OrdinalIgnoreCase))
                continue;
            var blueprint = objects.GetValueOrDefault(parent)?.AppId ?? parent;
            if (!found.TryGetValue(blueprint, out var resources))
                found.Add(blueprint, resources = new Dictionary<string, IReadOnlySet<string>?>(StringComparer.Ordinal));
            resources[resource] = kind.Contains("all", StringComparison.OrdinalIgnoreCase) ? null : roles.Texts("roles").ToHashSet(StringComparer.OrdinalIgnoreCase);
        }

        return found.ToDictionary(f => f.Key, IReadOnlyDictionary<string, IReadOnlySet<string>?> (f) => f.Value, StringComparer.Ordinal);
    }

    private Dictionary<string, string> Methods()
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var method in documents[AzureKinds.AuthenticationMethods].SelectMany(d => new AzureRow(d.Content).Items("authenticationMethodConfigurations")).Select(m => new AzureRow(m)))
        {
            if (method.Text("id") is { } id)
                found[id] = (method.Text("state") ?? "").ToLowerInvariant();
        }

        return found;
    }
}
