using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.Policies;

/// <summary>
/// Reads policy documents of Azure and Entra: role definitions (az, REST, PowerShell), role assignments with the definitions beside
/// them or in the catalogue, deny assignments, Entra role definitions, what <c>rightsize</c> prints, and lists of all of these.
/// </summary>
internal sealed class RolePolicyReader
{
    private readonly List<RoleGrant> _grants = [];
    private readonly List<AzureDenyAssignment> _denials = [];
    private readonly List<string> _directory = [];
    private readonly List<string> _permissions = [];
    private readonly List<string> _unread = [];
    private readonly Dictionary<string, AzureRoleDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly List<AzureRow> _unassigned = [];
    private readonly List<AzureRow> _assignments = [];

    /// <summary>Reads a document.</summary>
    public static RolePolicy Read(JsonElement document)
    {
        var reader = new RolePolicyReader();
        foreach (var row in Rows(document))
            reader.Add(row);
        reader.Join();
        return new RolePolicy(reader._grants, reader._denials, reader._directory, reader._permissions, reader._unread);
    }

    /// <summary>Whether a document is one of these.</summary>
    public static bool Recognises(JsonElement document) =>
        !(document.ValueKind == JsonValueKind.Object && document.TryGetProperty("Statement", out _))
        && Rows(document).Take(5).Any(r => IsDefinition(r) || IsAssignment(r) || IsDenial(r) || IsDirectory(r) || r.Has("graphApplicationPermissions") || r.Child("roleDefinition") is not null || r.Child("directoryRole") is not null || r.Child("assignment") is not null);

    internal static IEnumerable<AzureRow> Rows(JsonElement document)
    {
        foreach (var item in AzureRow.ItemsOf(document))
        {
            var row = new AzureRow(item);
            string[] lists = ["results", "after", "value"];
            var list = item.ValueKind == JsonValueKind.Object ? lists.FirstOrDefault(l => AzureRow.Find(item, l, out var v) && v.ValueKind == JsonValueKind.Array) : null;
            if (AzureRow.Find(item, "after", out var after) && after.ValueKind == JsonValueKind.Object)
            {
                foreach (var policy in new AzureRow(after).Items("policies").SelectMany(Rows))
                    yield return policy;
            }
            else if (list is not null)
            {
                foreach (var inner in row.Items(list).SelectMany(Rows))
                    yield return inner;
            }
            else if (row.Child("document") is { } inside)
            {
                foreach (var inner in Rows(inside.Element))
                    yield return inner;
            }
            else
            {
                yield return row;
            }
        }
    }

    private static bool IsDenial(AzureRow row) => row.Has("denyAssignmentName") || (row.Has("excludePrincipals") && row.Has("permissions"));

    private static bool IsAssignment(AzureRow row) => row.Has("roleDefinitionId") && row.Has("scope");

    private static bool IsDirectory(AzureRow row) => row.Has("rolePermissions");

    private static bool IsDefinition(AzureRow row) =>
        row.Has("assignableScopes") || row.Has("actions") || row.Has("dataActions") || row.Items("permissions").Any(p => new AzureRow(p).Has("actions") || new AzureRow(p).Has("dataActions"));

    private void Add(AzureRow row)
    {
        if (row.Texts("graphApplicationPermissions") is { Count: > 0 } permissions)
            _permissions.AddRange(permissions);
        else if ((row.Child("roleDefinition") ?? row.Child("directoryRole")) is { } own)
            Own(own, row.Child("assignment"));
        else if (row.Child("assignment") is { } kept && IsAssignment(kept))
            _assignments.Add(kept);
        else if (IsDenial(row))
            Deny(row);
        else if (IsAssignment(row))
            _assignments.Add(row);
        else if (IsDirectory(row))
            _directory.AddRange(row.Items("rolePermissions").Select(p => new AzureRow(p)).SelectMany(p => p.Texts("allowedResourceActions")));
        else if (IsDefinition(row))
            Define(row);
        else
            _unread.Add("one entry is no role definition, role assignment or deny assignment");
    }

    private void Define(AzureRow row)
    {
        if (RoleDefinitionReader.Read(row) is { Known: true } definition)
            _definitions[definition.Guid] = definition;
        _unassigned.Add(row);
    }

    /// <summary>This program's own form: a definition with the one assignment that it is made for.</summary>
    private void Own(AzureRow definition, AzureRow? assignment)
    {
        if (IsDirectory(definition))
        {
            _directory.AddRange(definition.Items("rolePermissions").Select(p => new AzureRow(p)).SelectMany(p => p.Texts("allowedResourceActions")));
            return;
        }

        var scope = assignment?.Text("scope") ?? definition.Texts("assignableScopes").FirstOrDefault() ?? "/";
        foreach (var entry in Entries(definition))
            _grants.Add(new RoleGrant(NameOf(definition), null, ResourceId.Normal(scope), entry, ConditionOf(assignment)));
    }

    private static string? ConditionOf(AzureRow? assignment) => assignment?.Text("condition") is { Length: > 0 } c ? c : null;

    private void Deny(AzureRow row)
    {
        if (ManagerBuilder.Denial(row) is { } denial)
            _denials.Add(denial);
        else
            _unread.Add("a deny assignment names no scope");
    }

    /// <summary>Assignments say who and where; definitions without any assignment stand for being assigned wherever they may be.</summary>
    private void Join()
    {
        foreach (var assignment in _assignments)
            Assign(assignment);
        if (_assignments.Count > 0)
            return;
        foreach (var row in _unassigned)
        {
            var scopes = row.Texts("assignableScopes");
            foreach (var scope in scopes.Count > 0 ? scopes : ["/"])
            {
                foreach (var entry in Entries(row))
                    _grants.Add(new RoleGrant(NameOf(row), null, ResourceId.Normal(scope), entry, null));
            }
        }
    }

    private void Assign(AzureRow row)
    {
        var guid = ResourceId.NameOf(row.Text("roleDefinitionId") ?? "").ToLowerInvariant();
        var role = _definitions.GetValueOrDefault(guid) ?? AzureCatalogue.AzureRoles.GetValueOrDefault(guid);
        var (principal, scope) = (row.Text("principalId")?.ToLowerInvariant(), ResourceId.Normal(row.Text("scope") ?? "/"));
        if (role is null)
        {
            var name = row.Text("roleDefinitionName") ?? guid;
            _unread.Add($"the role `{name}` is not described: put `az role definition list --name {name}` beside it");
            _grants.Add(new RoleGrant(name, principal, scope, new AzurePermission([new ActionPattern("*")], [], [new ActionPattern("*")], [], null), null, Known: false));
            return;
        }

        foreach (var entry in role.Permissions)
            _grants.Add(new RoleGrant(role.Name, principal, scope, entry, ConditionOf(row)));
    }

    private static IEnumerable<AzurePermission> Entries(AzureRow definition)
    {
        var entries = definition.Items("permissions").Select(p => RoleDefinitionReader.Permission(new AzureRow(p))).ToList();
        return entries.Count > 0 ? entries : [RoleDefinitionReader.Permission(definition)];
    }

    private static string NameOf(AzureRow row) => row.Text("roleName") ?? row.Text("displayName") ?? row.Text("name") ?? "role";
}
