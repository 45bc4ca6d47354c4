using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Builds the Azure Resource Manager side from native documents.</summary>
internal sealed class ManagerBuilder(ILookup<string, NativeDocument> documents, DirectoryBuilder directory, TenantFinder tenants, DateTimeOffset now)
{
    private readonly Dictionary<string, (string Id, MergedRows Rows, string Tenant)> _resources = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _userAssigned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _system = new(StringComparer.Ordinal);

    /// <summary>The Azure side; identities and holders that only it tells of are mentioned to the directory.</summary>
    public AzureManager Build()
    {
        ReadResources();
        var resources = _resources.ToDictionary(r => r.Key, r => Resource(r.Key, r.Value.Id, r.Value.Rows, r.Value.Tenant), StringComparer.Ordinal);
        var roles = Roles();
        var byName = roles.Values.ToLookup(r => r.Name, StringComparer.OrdinalIgnoreCase);
        List<AzureRoleAssignment> assignments = [.. new HoldingReader(documents, now).Azure(name => byName[name].FirstOrDefault()?.Guid), .. Delegations()];
        foreach (var row in documents[AzureKinds.RoleAssignment].Select(d => new AzureRow(d.Content)))
            Mention(row);
        var implied = new ImpliedScopes([.. resources.Values.Select(r => r.Id), .. assignments.Select(a => a.Id), .. assignments.Select(a => a.Scope)]);
        var hierarchy = new AzureHierarchy(implied.Subscriptions([.. Scopes()]));
        implied.AddGroups(resources, hierarchy);
        implied.AddParts(resources);
        return new AzureManager
        {
            Hierarchy = hierarchy,
            Resources = resources,
            Roles = roles,
            Assignments = assignments,
            Denials = [.. Denials()],
            Planes = Planes(),
            UserAssigned = _userAssigned,
        }.Indexed();
    }

    private void ReadResources()
    {
        foreach (var document in documents[AzureKinds.Resource])
        {
            var row = new AzureRow(document.Content);
            if (row.Text("id") is not { } id)
                continue;
            var key = ResourceId.Normal(id);
            if (!_resources.TryGetValue(key, out var known))
                _resources.Add(key, known = (Spelled(id), new MergedRows(), tenants.Of(document)));
            else if (IsShouted(known.Id) || known.Id == key)
                _resources[key] = known = known with { Id = Spelled(id) };
            known.Rows.Add(row);
        }

        foreach (var (key, (_, rows, tenant)) in _resources)
        {
            if (key.Contains("/microsoft.managedidentity/userassignedidentities/", StringComparison.Ordinal) && rows.Text("principalId") is { } principal)
                UserAssigned(key, principal.ToLowerInvariant(), tenant);
        }

        foreach (var (identity, resource) in directory.IdentitiesOfResources())
            (resource.Contains("/userassignedidentities/", StringComparison.Ordinal) ? _userAssigned : _system).TryAdd(resource, identity);
    }

    private void UserAssigned(string key, string principal, string tenant)
    {
        _userAssigned[key] = principal;
        directory.Mention(principal, DirectoryObject.ManagedIdentity, tenant, new AzureRow(RowCopy.Write(w =>
        {
            w.WriteString("displayName", ResourceId.NameOf(_resources.TryGetValue(key, out var r) ? r.Id : key));
            w.WriteStartArray("alternativeNames");
            w.WriteStringValue("isExplicit=True");
            w.WriteStringValue(key);
            w.WriteEndArray();
            if (r.Rows?.Text("clientId") is { } client)
                w.WriteString("appId", client);
        })));
    }

    private AzureResource Resource(string key, string id, MergedRows rows, string tenant)
    {
        var type = (rows.Text("type") is { } t && t.Contains('/') ? t : ResourceId.TypeOf(id) ?? "").ToLowerInvariant();
        // an extension's properties have a `type` of their own
        if (ResourceId.TypeOf(id) is { } byId && byId.Count('/') > type.Count('/'))
            type = byId.ToLowerInvariant();
        return new AzureResource(key, id, type, rows.Text("name") ?? ResourceId.NameOf(id), rows, [.. Identities(key, id, rows, tenant).Distinct(StringComparer.Ordinal)]);
    }

    private IEnumerable<string> Identities(string key, string id, MergedRows rows, string tenant)
    {
        if (key.Contains("/microsoft.managedidentity/userassignedidentities/", StringComparison.Ordinal))
            yield break;
        if (rows.Child("identity") is { } identity)
        {
            if (identity.Text("principalId")?.ToLowerInvariant() is { } own)
            {
                directory.Mention(own, DirectoryObject.ManagedIdentity, identity.Text("tenantId")?.ToLowerInvariant() ?? tenant, Named(ResourceId.NameOf(id), key));
                yield return own;
            }

            foreach (var attached in Attached(identity, tenant))
                yield return attached;
        }

        else if (!rows.Has("identity") && _system.TryGetValue(key, out var system))
        {
            yield return system;
        }

        if (rows.Child("identityProfile")?.Child("kubeletidentity")?.Text("objectId")?.ToLowerInvariant() is { } kubelet)
        {
            directory.Mention(kubelet, DirectoryObject.ManagedIdentity, tenant, null);
            yield return kubelet;
        }
    }

    private IEnumerable<string> Attached(AzureRow identity, string tenant)
    {
        if (identity.Child("userAssignedIdentities") is not { } map)
            yield break;
        foreach (var entry in map.Element.EnumerateObject())
        {
            var key = ResourceId.Normal(entry.Name);
            var said = entry.Value.ValueKind == JsonValueKind.Object ? new AzureRow(entry.Value).Text("principalId")?.ToLowerInvariant() : null;
            if (said is not null && _userAssigned.TryAdd(key, said))
                directory.Mention(said, DirectoryObject.ManagedIdentity, tenant, Named(ResourceId.NameOf(entry.Name), key));
            if ((said ?? _userAssigned.GetValueOrDefault(key)) is { } principal)
                yield return principal;
        }
    }

    private static AzureRow Named(string name, string resource) => new(RowCopy.Write(w =>
    {
        w.WriteString("displayName", name);
        w.WriteStartArray("alternativeNames");
        w.WriteStringValue("isExplicit=False");
        w.WriteStringValue(resource);
        w.WriteEndArray();
    }));

    private void Mention(AzureRow row)
    {
        if ((row.Text("principalId") ?? row.Text("ObjectId")) is not { } principal)
            return;
        var kind = (row.Text("principalType") ?? row.Text("ObjectType"))?.ToLowerInvariant() switch
        {
            "user" => AzureKinds.User,
            "group" or "foreigngroup" => AzureKinds.Group,
            "serviceprincipal" => AzureKinds.ServicePrincipal,
            _ => null,
        };
        if (kind is not null)
            directory.Mention(principal, kind, tenants.Main, null);
    }

    private IEnumerable<AzureScopeNode> Scopes()
    {
        var nodes = new Dictionary<string, (string Id, MergedRows Rows)>(StringComparer.Ordinal);
        foreach (var document in documents[AzureKinds.Subscription].Concat(documents[AzureKinds.ManagementGroup]))
        {
            var row = new AzureRow(document.Content);
            if (IdOf(document.Kind, row) is not { } id)
                continue;
            var key = ResourceId.Normal(id);
            if (!nodes.TryGetValue(key, out var known))
                nodes.Add(key, known = (Spelled(id), new MergedRows()));
            else if (IsShouted(known.Id))
                nodes[key] = known = known with { Id = Spelled(id) };
            known.Rows.Add(row);
        }

        foreach (var (key, (id, rows)) in nodes)
            yield return new AzureScopeNode(
                key, id, NameOf(rows, id), ParentOf(rows), rows.Text("tenantId")?.ToLowerInvariant() ?? "",
                [.. rows.Items("managedByTenants").Select(m => m.ValueKind == JsonValueKind.String ? m.GetString() : new AzureRow(m).Text("tenantId")).OfType<string>()],
                "Disabled".Equals(rows.Text("state"), StringComparison.OrdinalIgnoreCase));
    }

    private static string? IdOf(string kind, AzureRow row)
    {
        var id = row.Text("id") ?? "";
        if (kind == AzureKinds.ManagementGroup)
            return id.StartsWith('/') ? id : row.Text("name") is { } name ? "/providers/Microsoft.Management/managementGroups/" + name : null;
        if (id.StartsWith('/'))
            return id;
        var subscription = row.Text("subscriptionId") ?? id;
        return Guid.TryParse(subscription, out _) ? "/subscriptions/" + subscription : null;
    }

    private static string NameOf(MergedRows rows, string id) => rows.Text("displayName") ?? rows.Text("name") ?? ResourceId.NameOf(id);

    /// <summary>The management group above: by the parent that an export names, or the nearest of the chain that Resource Graph prints.</summary>
    private static string? ParentOf(MergedRows rows)
    {
        var parent = rows.Child("parent")?.Text("id") ?? rows.Child("details")?.Child("parent")?.Text("id");
        if (parent is not null)
            return ResourceId.Normal(parent);
        var chain = rows.Items("managementGroupAncestorsChain");
        return chain.Count > 0 && new AzureRow(chain[0]).Text("name") is { } name ? ResourceId.OfManagementGroup(name) : null;
    }

    private Dictionary<string, AzureRoleDefinition> Roles()
    {
        var roles = new Dictionary<string, AzureRoleDefinition>(AzureCatalogue.AzureRoles, StringComparer.Ordinal);
        foreach (var row in documents[AzureKinds.RoleDefinition].Select(d => new AzureRow(d.Content)))
        {
            if (RoleDefinitionReader.Read(row) is { } role)
                roles[role.Guid] = role;
        }

        // az prints the role's name beside its id, so that what no export describes at least has one
        foreach (var row in documents[AzureKinds.RoleAssignment].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("roleDefinitionId") is { } id && row.Text("roleDefinitionName") is { Length: > 0 } name && ResourceId.NameOf(id).ToLowerInvariant() is var guid && !roles.ContainsKey(guid))
                roles.Add(guid, new AzureRoleDefinition(guid, name, Custom: false, [], [], Known: false));
        }

        return roles;
    }

    private IEnumerable<AzureDenyAssignment> Denials() =>
        documents[AzureKinds.DenyAssignment].Select(d => Denial(new AzureRow(d.Content))).OfType<AzureDenyAssignment>();

    /// <summary>A deny assignment; null where the row names no scope.</summary>
    internal static AzureDenyAssignment? Denial(AzureRow row)
    {
        if (row.Text("scope") is not { } scope)
            return null;
        var name = row.Text("denyAssignmentName") ?? row.Text("name") ?? "";
        return new AzureDenyAssignment(
            row.Text("id") ?? name, name, ResourceId.Normal(scope), row.Flag("doNotApplyToChildScopes") ?? false,
            [.. row.Items("permissions").Select(p => RoleDefinitionReader.Permission(new AzureRow(p)))],
            Ids(row, "principals"), Ids(row, "excludePrincipals"), row.Text("condition") is { Length: > 0 } c ? c : null,
            StackOf($"{name} {row.Text("description")}"));
    }

    /// <summary>A stack's denial reads "created by Deployment Stack '/subscriptions/…/deploymentStacks/NAME'".</summary>
    private static string? StackOf(string text)
    {
        if (!text.Contains("Deployment Stack", StringComparison.OrdinalIgnoreCase))
            return null;
        var from = text.IndexOf("/subscriptions/", StringComparison.OrdinalIgnoreCase) is var s and >= 0 ? s : text.IndexOf("/providers/", StringComparison.OrdinalIgnoreCase);
        var id = from < 0 ? "" : text[from..].Split('\'', '"', ' ', ',')[0].TrimEnd('.');
        return id.Contains("/deploymentStacks/", StringComparison.OrdinalIgnoreCase) ? ResourceId.Normal(id) : "";
    }

    private static HashSet<string> Ids(AzureRow row, string list) =>
        row.Items(list).Select(p => p.ValueKind == JsonValueKind.String ? p.GetString() : new AzureRow(p).Text("id")).OfType<string>().Select(i => i.ToLowerInvariant()).ToHashSet(StringComparer.Ordinal);

    /// <summary>Lighthouse: principals of another tenant, never in the customer's own list of role assignments.</summary>
    private IEnumerable<AzureRoleAssignment> Delegations()
    {
        foreach (var row in documents[AzureKinds.Delegation].Select(d => new AzureRow(d.Content)))
        {
            var definition = row.Child("registrationDefinition") is { } inner ? inner : row;
            if (row.Text("id") is not { } id || !id.Contains("registrationAssignments", StringComparison.OrdinalIgnoreCase))
                continue;
            var scope = ResourceId.Normal(id[..id.IndexOf("/providers/Microsoft.ManagedServices", StringComparison.OrdinalIgnoreCase)]);
            foreach (var (list, eligible) in new[] { ("authorizations", false), ("eligibleAuthorizations", true) })
            {
                foreach (var authorization in definition.Items(list).Select(a => new AzureRow(a)))
                {
                    if (authorization.Text("principalId")?.ToLowerInvariant() is not { } principal || authorization.Text("roleDefinitionId") is not { } role)
                        continue;
                    directory.Mention(principal, AzureKinds.Group, definition.Text("managedByTenantId")?.ToLowerInvariant() ?? TenantFinder.Unknown, null);
                    yield return new AzureRoleAssignment(id, principal, "", ResourceId.NameOf(role).ToLowerInvariant(), scope, Delegable(authorization), eligible, null, null, Delegated: true);
                }
            }
        }
    }

    /// <summary>"User Access Administrator only to assign the listed delegatedRoleDefinitionIds to managed identities"; null where none is listed.</summary>
    private static string? Delegable(AzureRow authorization)
    {
        const string attribute = "Microsoft.Authorization/roleAssignments:";
        var roles = authorization.Texts("delegatedRoleDefinitionIds").Select(r => ResourceId.NameOf(r).ToLowerInvariant()).Where(r => Guid.TryParse(r, out _)).ToList();
        return roles.Count == 0 && !UserAccessAdministrator.Equals(ResourceId.NameOf(authorization.Text("roleDefinitionId") ?? ""), StringComparison.OrdinalIgnoreCase) ? null
            : $"((!(ActionMatches{{'Microsoft.Authorization/roleAssignments/write'}})) OR (@Request[{attribute}RoleDefinitionId] ForAnyOfAnyValues:GuidEquals {{{string.Join(", ", roles.DefaultIfEmpty(AzureDenyAssignment.Everyone))}}} AND @Request[{attribute}PrincipalType] StringEqualsIgnoreCase 'ServicePrincipal'))";
    }

    private const string UserAccessAdministrator = "18d7d88d-d35e-4fb5-a5c3-7773c20a72d9";

    private Dictionary<string, bool> Planes()
    {
        var planes = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in documents[AzureKinds.Operation].Select(d => new AzureRow(d.Content)))
        {
            if (row.Text("name") is { } name)
                planes[name] = row.Flag("isDataAction") ?? false;
        }

        return planes;
    }

    /// <summary>AzureHound prints ids in capitals; then lower case is the better reading.</summary>
    private static string Spelled(string id) => IsShouted(id) ? id.ToLowerInvariant() : id.TrimEnd('/');

    private static bool IsShouted(string id) => !id.Any(char.IsAsciiLetterLower);
}
