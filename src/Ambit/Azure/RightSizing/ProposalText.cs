using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;
using Ambit.RightSizing;

namespace Ambit.Azure.RightSizing;

/// <summary>A proposal as documents, each with its reason.</summary>
internal static class ProposalText
{
    /// <summary>The documents.</summary>
    public static IEnumerable<SizedPolicy> Of(Proposal proposal, DirectoryObject receiver, AzureManager manager, AzureDirectory directory)
    {
        foreach (var role in proposal.Roles)
            yield return Sized(role.Name, role.Document(receiver.ObjectId, TypeOf(receiver), manager.Spelled(role.Scope)), role.Existing is null ? "customRole" : "roleAssignment", Why(role));
        foreach (var role in proposal.DirectoryRoles ?? [])
            yield return Sized(role.Name, role.Document(receiver.ObjectId), role.New ? "customDirectoryRole" : "directoryRole", Why(role));
        foreach (var group in proposal.Memberships ?? [])
            yield return Sized($"{(group.Owner ? "owner" : "member")} of {directory.Objects.GetValueOrDefault(group.Group)?.Name ?? group.Group}", LeastMemberships.Document(group with { Principal = receiver.ObjectId }), "groupEligibility", "stays eligible: it was activated in the window");
        if (proposal.Permissions is { Count: > 0 } permissions)
            yield return Sized("Microsoft Graph", Permissions(receiver.ObjectId, permissions), "applicationPermissions", "the least permissions that serve every call of the activity log");
    }

    /// <summary>The document of application permissions.</summary>
    public static JsonElement Permissions(string principal, IReadOnlyList<string> permissions) => RowCopy.Write(w =>
    {
        w.WriteString("principalId", principal);
        w.WriteStartArray("graphApplicationPermissions");
        foreach (var permission in permissions)
            w.WriteStringValue(permission);
        w.WriteEndArray();
    });

    /// <summary>The principal's type as role assignments spell it.</summary>
    public static string TypeOf(DirectoryObject o) => o.Kind switch { AzureKinds.User => "User", AzureKinds.Group => "Group", _ => "ServicePrincipal" };

    private static SizedPolicy Sized(string name, JsonElement document, string kind, string why) => new(name, document, document.GetRawText().Length, kind, [why]);

    private static string Why(ProposedRole role) =>
        (role.Existing is not null ? "stays as it is"
        : role.Unproved ? "kept although no log proves it: reads of the control plane, data planes without a log"
        : $"used in the window, at the lowest scope that holds what it was used on: {role.Scope}") + (role.Eligible ? ", to be activated when needed" : "");

    private static string Why(ProposedDirectoryRole role) =>
        $"{(role.New ? "the very actions of the window" : "covers what was done in the window")}, at {role.DirectoryScope}{(role.Eligible ? ", to be activated when needed" : "")}";
}
