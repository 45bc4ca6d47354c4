using System.Text.Json;
using Ambit.Import;

namespace Ambit.Azure.Import;

/// <summary>Puts rows of one document into the sink: the row's facts as a document of their own, what it lists within as relations.</summary>
internal sealed class RowReader(Document document, ImportSink sink)
{
    private static readonly string[] Relations = ["members", "owners", "sponsors", "registeredOwners", "scopedRoleMembers", "members@delta", "owners@delta"];

    /// <summary>Reads one row; false where it is none of ours.</summary>
    /// <param name="row">The row.</param>
    /// <param name="pointer">Where it stands in the document.</param>
    /// <param name="collection">The collection that the export names, null for none.</param>
    /// <param name="parent">The object whose collection it is, null for none.</param>
    public bool Read(JsonElement row, string pointer, string? collection = null, string? parent = null)
    {
        var facts = new AzureRow(row);
        // "a delta query: @removed shows that the object is gone"
        if (facts.Has("@removed"))
            return true;
        if (RowKind.Of(facts, collection) is not { } kind)
            return false;
        if (IsDirectory(kind))
            ReadDirectory(kind, facts, pointer, parent);
        else
            ReadManager(kind, facts, pointer);
        return true;
    }

    /// <summary>Adds who is in a relation with an object: members, owners, sponsors.</summary>
    public void Relate(string of, string parentKind, string relation, IEnumerable<(string Id, string? Type)> items, string pointer, string tenant = "")
    {
        var list = items.ToList();
        var key = 14695981039346656037UL;
        foreach (var (id, _) in list)
            key = Hash(key, id.ToLowerInvariant());
        var content = RowCopy.Write(w =>
        {
            w.WriteString("of", of.ToLowerInvariant());
            w.WriteString("relation", relation);
            w.WriteString("parent", parentKind);
            w.WriteStartArray("items");
            foreach (var (id, type) in list)
            {
                w.WriteStartObject();
                w.WriteString("id", id.ToLowerInvariant());
                if (type is not null)
                    w.WriteString("type", type);
                w.WriteEndObject();
            }

            w.WriteEndArray();
        });
        sink.Add(AzureKinds.Cloud, AzureKinds.Relation, tenant, $"{of.ToLowerInvariant()}/{relation}~{key:x8}", content, document.At(pointer));
    }

    /// <summary>Adds a document of a kind as a format composes it.</summary>
    public void Add(string kind, string tenant, string id, JsonElement content, string pointer) =>
        sink.Add(AzureKinds.Cloud, kind, tenant.ToLowerInvariant(), id, content, document.At(pointer));

    /// <summary>The object id and type of a member or owner as Graph lists it.</summary>
    public static IEnumerable<(string Id, string? Type)> References(IEnumerable<JsonElement> items)
    {
        foreach (var item in items)
        {
            var row = new AzureRow(item);
            if (row.Has("@removed"))
                continue;
            var id = row.Text("id") ?? row.Text("objectId") ?? row.Child("roleMemberInfo")?.Text("id");
            if (id is not null)
                yield return (id, row.Text("@odata.type")?.TrimStart('#').Replace("microsoft.graph.", "", StringComparison.OrdinalIgnoreCase));
        }
    }

    private static bool IsDirectory(string kind) => kind is not (AzureKinds.Subscription or AzureKinds.ManagementGroup or AzureKinds.RoleDefinition
        or AzureKinds.RoleAssignment or AzureKinds.RoleActivation or AzureKinds.RoleEligibility or AzureKinds.DenyAssignment
        or AzureKinds.ClassicAdministrator or AzureKinds.Delegation or AzureKinds.Resource or AzureKinds.Operation);

    private void ReadDirectory(string kind, AzureRow facts, string pointer, string? parent)
    {
        var id = facts.Text("id", "objectId");
        var tenant = kind == AzureKinds.Tenant ? id ?? "" : facts.Text("tenantId") ?? "";
        if (kind is AzureKinds.DirectoryRole or AzureKinds.AdministrativeUnit or AzureKinds.Group or AzureKinds.Application or AzureKinds.ServicePrincipal
            or AzureKinds.Device or AzureKinds.User && id is not null)
            ReadRelations(kind, id, facts, pointer, tenant);
        if (facts.Element.TryGetProperty("appRoleAssignments", out var held))
            Nested(held, pointer + "/appRoleAssignments", "appRoleAssignments");
        if (facts.Element.TryGetProperty("federatedIdentityCredentials", out var federated))
            Nested(federated, pointer + "/federatedIdentityCredentials", "federatedIdentityCredentials", id);
        var content = RowCopy.OfDirectory(facts.Element);
        if (parent is not null)
            content = WithParent(content, parent);
        Add(kind, tenant, $"{parent?.ToLowerInvariant()}{(parent is null ? "" : "/")}{IdOf(kind, facts)}~{Shape(facts.Element):x8}", content, pointer);
    }

    private void Nested(JsonElement list, string pointer, string collection, string? parent = null)
    {
        var i = 0;
        foreach (var item in AzureRow.ItemsOf(list))
            Read(item, $"{pointer}/{i++}", collection, parent);
    }

    private void ReadRelations(string kind, string? id, AzureRow facts, string pointer, string tenant)
    {
        var of = kind == AzureKinds.DirectoryRole ? facts.Text("roleTemplateId") ?? id : id;
        if (of is null)
            return;
        foreach (var relation in Relations)
        {
            if (!AzureRow.Find(facts.Element, relation, out var list) || list.ValueKind != JsonValueKind.Array)
                continue;
            if (relation == "scopedRoleMembers")
            {
                ScopedRoles(of, list, pointer);
                continue;
            }

            if (list.GetArrayLength() == 20 && relation is "members" or "owners")
                sink.Note($"{document.Path}: `{of}` lists exactly 20 {relation}; `$expand` returns no more than 20, so some may be missing: export `{relation}` of it alone");
            Relate(of, kind, relation == "registeredOwners" ? "owners" : relation.Split('@')[0], References(list.EnumerateArray()), $"{pointer}/{relation}", tenant);
        }
    }

    /// <summary>Old shape of unit-scoped roles: <c>{roleId, roleMemberInfo{id}}</c> under a unit.</summary>
    private void ScopedRoles(string unit, JsonElement list, string pointer)
    {
        foreach (var item in list.EnumerateArray())
        {
            var row = new AzureRow(item);
            if (row.Text("roleId") is not { } role || row.Child("roleMemberInfo")?.Text("id") is not { } member)
                continue;
            var content = RowCopy.Write(w =>
            {
                w.WriteString("principalId", member);
                w.WriteString("roleDefinitionId", role);
                w.WriteString("directoryScopeId", "/administrativeUnits/" + unit);
            });
            Add(AzureKinds.DirectoryRoleAssignment, "", $"{unit}/{role}/{member}".ToLowerInvariant(), content, pointer);
        }
    }

    private void ReadManager(string kind, AzureRow facts, string pointer)
    {
        var id = facts.Text("id", "RoleAssignmentId") ?? facts.Text("name") ?? "";
        // the tools make rows up for these, all with one id
        if (kind == AzureKinds.ClassicAdministrator && !id.StartsWith('/'))
            id = $"{facts.Text("scope")}/{facts.Text("principalId", "ObjectId") ?? facts.Text("principalName", "SignInName")}";
        if (kind == AzureKinds.ManagementGroup)
            ReadChildren(facts, pointer);
        if (kind == AzureKinds.Resource && facts.Child("properties") is { } p && AzureRow.Find(p.Element, "accessPolicies", out _) is false && HasEmbeddedAssignments(facts))
            Nested(facts.Element.GetProperty("roleAssignments"), pointer + "/roleAssignments", "");
        Add(kind, facts.Text("tenantId") ?? "", $"{ResourceId.Normal(id)}~{Shape(facts.Element):x8}", RowCopy.OfManager(facts.Element), pointer);
    }

    private static bool HasEmbeddedAssignments(AzureRow facts) => facts.Element.TryGetProperty("roleAssignments", out var r) && r.ValueKind == JsonValueKind.Array;

    /// <summary>The tree that <c>az account management-group show -e -r</c> prints: children within children.</summary>
    private void ReadChildren(AzureRow group, string pointer)
    {
        var i = 0;
        foreach (var child in group.Items("children"))
        {
            var row = new AzureRow(child);
            var at = $"{pointer}/children/{i++}";
            if (row.Text("id") is not { } id || group.Text("id") is not { } parent)
                continue;
            var isGroup = ResourceId.ManagementGroupOf(id) is not null;
            var content = RowCopy.Write(w =>
            {
                w.WriteString("id", id);
                w.WriteString("name", row.Text("name") ?? ResourceId.NameOf(id));
                if (row.Text("displayName") is { } name)
                    w.WriteString("displayName", name);
                w.WriteStartObject("parent");
                w.WriteString("id", parent);
                w.WriteEndObject();
            });
            Add(isGroup ? AzureKinds.ManagementGroup : AzureKinds.Subscription, "", ResourceId.Normal(id) + "~child", content, at);
            if (isGroup)
                ReadChildren(row, at);
        }
    }

    private static string IdOf(string kind, AzureRow facts)
    {
        var own = facts.Text("id", "objectId");
        var principal = facts.Text("principalId") ?? facts.Text("clientId") ?? "";
        var id = own ?? $"{principal}/{facts.Text("roleDefinitionId") ?? facts.Text("appRoleId") ?? facts.Text("groupId")}/{facts.Text("directoryScopeId") ?? facts.Text("resourceId")}/{facts.Text("resourceAppId")}";
        return kind is AzureKinds.AuthorizationPolicy or AzureKinds.AuthenticationMethods ? kind : id.ToLowerInvariant();
    }

    private static JsonElement WithParent(JsonElement content, string parent) => RowCopy.Write(w =>
    {
        foreach (var p in content.EnumerateObject())
        {
            if (p.Name != "parent")
                p.WriteTo(w);
        }

        w.WriteString("parent", parent);
    });

    /// <summary>Which facts a row tells, so that two exports of one object with other columns are both kept and joined.</summary>
    private static ulong Shape(JsonElement row)
    {
        var names = row.EnumerateObject().Where(p => p.Value.ValueKind != JsonValueKind.Null).Select(p => p.Name).Order(StringComparer.OrdinalIgnoreCase);
        var hash = 14695981039346656037UL;
        foreach (var name in names)
            hash = Hash(hash, name);
        return hash & 0xffffffff;
    }

    private static ulong Hash(ulong hash, string text)
    {
        foreach (var c in text)
            hash = (hash ^ c) * 1099511628211UL;
        return hash & 0xffffffffffff;
    }
}
