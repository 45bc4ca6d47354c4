using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.Azure.Policies;

namespace Ambit.Azure.RightSizing;

/// <summary>What is to take the place of all that a holder has today.</summary>
/// <param name="Roles">Azure roles.</param>
/// <param name="DirectoryRoles">Entra roles; null where they are left alone.</param>
/// <param name="Permissions">Application permissions of Graph; null where they are left alone.</param>
/// <param name="Memberships">Groups that it may activate its membership or ownership of; null where they are left alone.</param>
internal sealed record Proposal(
    IReadOnlyList<ProposedRole> Roles, IReadOnlyList<ProposedDirectoryRole>? DirectoryRoles, IReadOnlyList<string>? Permissions, IReadOnlyList<GroupEligibility>? Memberships = null)
{
    /// <summary>Reads documents: this program's, the forms of az and PowerShell, a list of them, a whole result.</summary>
    public static Proposal Read(JsonElement document)
    {
        var (roles, directory, permissions, memberships) = (new List<ProposedRole>(), new List<ProposedDirectoryRole>(), new List<string>(), new List<GroupEligibility>());
        foreach (var row in RolePolicyReader.Rows(document))
        {
            if (row.Texts("graphApplicationPermissions") is { Count: > 0 } graph)
                permissions.AddRange(graph);
            else if ((row.Child("directoryRole") ?? (row.Has("rolePermissions") ? row : null)) is { } entra)
                directory.Add(Directory(entra, row.Child("assignment")));
            else if (row.Child("groupEligibility") is { } group)
                memberships.Add(LeastMemberships.Read(group));
            else
                roles.AddRange(Azure(row));
        }

        return new Proposal(roles, directory.Count > 0 ? directory : null, permissions.Count > 0 ? permissions : null, memberships.Count > 0 ? memberships : null);
    }

    private static ProposedDirectoryRole Directory(AzureRow role, AzureRow? assignment)
    {
        var id = role.Text("id", "templateId")?.ToLowerInvariant();
        var permissions = role.Items("rolePermissions").Select(p => new AzureRow(p)).ToList();
        return new ProposedDirectoryRole(
            id ?? "proposed " + role.Text("displayName"), role.Text("displayName") ?? id ?? "proposed", [.. permissions.SelectMany(p => p.Texts("allowedResourceActions"))],
            [.. permissions.SelectMany(p => p.Texts("excludedResourceActions"))], id is null, (assignment?.Text("directoryScopeId") ?? "/").ToLowerInvariant(), IsEligible(assignment), null);
    }

    private static IEnumerable<ProposedRole> Azure(AzureRow row)
    {
        var (assignment, role) = (row.Child("assignment"), row.Child("roleDefinition") ?? row);
        var condition = assignment?.Text("condition") is { Length: > 0 } c ? c : null;
        if (assignment?.Text("roleDefinitionId") is { } existing && assignment.Value.Text("scope") is { } at)
        {
            yield return new ProposedRole("", ResourceId.Normal(at), new AzurePermission([], [], [], [], null), condition, Eligible: IsEligible(assignment), Existing: ResourceId.NameOf(existing).ToLowerInvariant());
            yield break;
        }

        var entries = role.Items("permissions").Select(p => RoleDefinitionReader.Permission(new AzureRow(p))).ToList();
        if (entries.Count == 0)
            entries.Add(RoleDefinitionReader.Permission(role));
        string[] scopes = assignment?.Text("scope") is { } one ? [one] : [.. role.Texts("assignableScopes")];
        foreach (var scope in scopes.Length > 0 ? scopes : ["/"])
        {
            foreach (var entry in entries)
                yield return new ProposedRole(role.Text("roleName") ?? role.Text("name") ?? "proposed", ResourceId.Normal(scope), entry, condition, Eligible: IsEligible(assignment));
        }
    }

    private static bool IsEligible(AzureRow? assignment) => assignment?.Text("assignmentType") == "eligible";
}
