using System.Text.Json;

namespace Ambit.Azure.Import;

/// <summary>Turns AzureHound's items into the same documents that Graph and Azure Resource Manager become.</summary>
internal sealed class AzureHoundItems(RowReader rows)
{
    private static readonly Dictionary<string, string> Objects = new(StringComparer.Ordinal)
    {
        ["AZUser"] = AzureKinds.User,
        ["AZGroup"] = AzureKinds.Group,
        ["AZServicePrincipal"] = AzureKinds.ServicePrincipal,
        ["AZApp"] = AzureKinds.Application,
        ["AZDevice"] = AzureKinds.Device,
        ["AZRole"] = AzureKinds.DirectoryRoleDefinition,
        ["AZRoleEligibilityScheduleInstance"] = AzureKinds.DirectoryRoleEligibility,
        ["AZRoleManagementPolicyAssignment"] = AzureKinds.PimPolicy,
        ["AZAppRoleAssignment"] = AzureKinds.AppRoleAssignment,
    };

    /// <summary>Lists of members and owners: the property that names the object, the list, the item within, the relation and what it is of.</summary>
    private static readonly Dictionary<string, (string Of, string List, string Item, string Relation, string Parent)> Lists = new(StringComparer.Ordinal)
    {
        ["AZGroupMember"] = ("groupId", "members", "member", "members", AzureKinds.Group),
        ["AZGroupOwner"] = ("groupId", "owners", "owner", "owners", AzureKinds.Group),
        ["AZAppOwner"] = ("appId", "owners", "owner", "owners", AzureKinds.Application),
        ["AZAppMember"] = ("appId", "members", "member", "members", AzureKinds.Application),
        ["AZServicePrincipalOwner"] = ("servicePrincipalId", "owners", "owner", "owners", AzureKinds.ServicePrincipal),
        ["AZDeviceOwner"] = ("deviceId", "owners", "owner", "owners", AzureKinds.Device),
    };

    /// <summary>Older files split assignments on a resource by role; the list's items say which role.</summary>
    private static readonly string[] Lists2 = ["roleAssignments", "assignees", "owners", "contributors", "userAccessAdmins", "kvContributors", "avereContributors", "vmContributors", "adminLogins", "admins"];

    /// <summary>Reads one item; false where its kind is not known.</summary>
    public bool Read(string kind, JsonElement data, string pointer)
    {
        if (Objects.TryGetValue(kind, out var own))
            return Object(own, new AzureRow(data), pointer);
        if (Lists.TryGetValue(kind, out var list))
            return Related(list, new AzureRow(data), pointer);
        return kind switch
        {
            "AZTenant" => Tenant(new AzureRow(data), pointer),
            "AZRoleAssignment" => DirectoryAssignments(new AzureRow(data), pointer),
            "AZManagementGroupDescendant" => Descendant(new AzureRow(data), pointer),
            "AZFederatedIdentityCredential" => Federated(new AzureRow(data), pointer),
            "AZKeyVaultAccessPolicy" => AccessPolicy(new AzureRow(data), pointer),
            "AZStorageContainer" => Manager(AzureKinds.Resource, data, pointer),
            _ when IsAssignmentList(data) => Assignments(new AzureRow(data), pointer),
            _ => rows.Read(data, pointer),
        };
    }

    private static bool IsAssignmentList(JsonElement data) => Lists2.Any(l => data.TryGetProperty(l, out var v) && v.ValueKind == JsonValueKind.Array);

    /// <summary>A missing boolean of AzureHound means false (<c>omitempty</c>), but for a user's or principal's <c>accountEnabled</c> also "not read".</summary>
    private bool Object(string kind, AzureRow row, string pointer)
    {
        if (row.Text("id") is not { } id)
            return false;
        rows.Add(kind, row.Text("tenantId") ?? "", $"{id.ToLowerInvariant()}~hound", RowCopy.OfDirectory(row.Element), pointer);
        return true;
    }

    private bool Manager(string kind, JsonElement data, string pointer)
    {
        var row = new AzureRow(data);
        rows.Add(kind, row.Text("tenantId") ?? "", ResourceId.Normal(row.Text("id") ?? "") + "~hound", RowCopy.OfManager(data), pointer);
        return true;
    }

    private bool Tenant(AzureRow row, string pointer)
    {
        var id = ResourceId.NameOf(row.Text("tenantId") ?? row.Text("id") ?? "").ToLowerInvariant();
        var content = RowCopy.Write(w =>
        {
            w.WriteString("id", id);
            w.WriteString("displayName", row.Text("displayName") ?? id);
            if (row.Text("defaultDomain") is { } domain)
                w.WriteString("defaultDomain", domain);
        });
        rows.Add(AzureKinds.Tenant, id, id + "~hound", content, pointer);
        return true;
    }

    private bool Related((string Of, string List, string Item, string Relation, string Parent) shape, AzureRow row, string pointer)
    {
        var items = row.Items(shape.List).ToList();
        var of = row.Text(shape.Of);
        // AZAppOwner says `appId` twice: outside it is the application's app id, inside each owner its object id
        var inner = items.Select(i => new AzureRow(i).Text(shape.Of)).FirstOrDefault(i => i is not null);
        if ((inner ?? of) is not { } id)
            return false;
        var references = items.Select(i => new AzureRow(i).Child(shape.Item)?.Element).OfType<JsonElement>();
        rows.Relate(id, shape.Parent, shape.Relation, RowReader.References(references), pointer, row.Text("tenantId") ?? "");
        return true;
    }

    private bool DirectoryAssignments(AzureRow row, string pointer)
    {
        var i = 0;
        foreach (var item in row.Items("roleAssignments"))
        {
            var assignment = new AzureRow(item);
            if (assignment.Text("principalId") is { } principal)
                rows.Add(AzureKinds.DirectoryRoleAssignment, row.Text("tenantId") ?? "", $"{assignment.Text("id") ?? principal}/{assignment.Text("roleDefinitionId")}".ToLowerInvariant(), RowCopy.OfDirectory(item), $"{pointer}/roleAssignments/{i++}");
        }

        return true;
    }

    private bool Descendant(AzureRow row, string pointer)
    {
        if (row.Text("id") is not { } id || row.Child("parent")?.Text("id") is not { } parent)
            return false;
        var content = RowCopy.Write(w =>
        {
            w.WriteString("id", id);
            w.WriteString("name", row.Text("name") ?? ResourceId.NameOf(id));
            w.WriteStartObject("parent");
            w.WriteString("id", parent);
            w.WriteEndObject();
        });
        rows.Add(ResourceId.ManagementGroupOf(id) is null ? AzureKinds.Subscription : AzureKinds.ManagementGroup, "", ResourceId.Normal(id) + "~child", content, pointer);
        return true;
    }

    private bool Federated(AzureRow row, string pointer)
    {
        foreach (var item in row.Items("fics"))
        {
            var credential = new AzureRow(item).Child("fic") ?? new AzureRow(item);
            var parent = new AzureRow(item).Text("appId") ?? row.Text("appId") ?? "";
            rows.Read(credential.Element, pointer, "federatedIdentityCredentials", parent);
        }

        return true;
    }

    /// <summary>One row a vault and principal; joined to the vault when the estate opens.</summary>
    private bool AccessPolicy(AzureRow row, string pointer)
    {
        if (row.Text("keyVaultId") is not { } vault || row.Text("objectId") is not { } principal)
            return false;
        var content = RowCopy.Write(w =>
        {
            w.WriteString("id", vault);
            w.WriteString("type", "Microsoft.KeyVault/vaults");
            w.WriteStartArray("accessPolicies");
            row.Element.WriteTo(w);
            w.WriteEndArray();
        });
        rows.Add(AzureKinds.Resource, row.Text("tenantId") ?? "", $"{ResourceId.Normal(vault)}~policy-{principal.ToLowerInvariant()}", content, pointer);
        return true;
    }

    private bool Assignments(AzureRow row, string pointer)
    {
        foreach (var list in Lists2)
        {
            foreach (var item in row.Items(list))
            {
                var holder = new AzureRow(item);
                var inner = holder.Child("roleAssignment") ?? holder.Child("assignee") ?? holder.Child("owner") ?? holder.Child("contributor")
                    ?? holder.Child("userAccessAdmin") ?? holder.Child("kvContributor") ?? holder.Child("avereContributor") ?? holder.Child("vmContributor")
                    ?? holder.Child("adminLogin") ?? holder.Child("admin");
                if (inner is { } assignment && assignment.Text("principalId") is not null)
                    Assignment(assignment, holder, row, pointer);
            }
        }

        return true;
    }

    private void Assignment(AzureRow assignment, AzureRow holder, AzureRow list, string pointer)
    {
        var scope = assignment.Text("scope") ?? holder.Text("objectId") ?? list.Text("objectId");
        if (scope is null)
            return;
        var id = assignment.Text("id") ?? $"{scope}/{assignment.Text("principalId")}/{assignment.Text("roleDefinitionId")}";
        var content = RowCopy.Write(w =>
        {
            w.WriteString("id", id);
            w.WriteString("principalId", assignment.Text("principalId"));
            w.WriteString("roleDefinitionId", assignment.Text("roleDefinitionId") ?? holder.Text("roleDefinitionId"));
            w.WriteString("scope", scope);
            if (assignment.Text("principalType") is { } type)
                w.WriteString("principalType", type);
            if (assignment.Text("condition") is { } condition)
                w.WriteString("condition", condition);
        });
        rows.Add(AzureKinds.RoleAssignment, "", ResourceId.Normal(id), content, pointer);
    }
}
