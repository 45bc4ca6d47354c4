using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.RightSizing;

/// <summary>An Entra role at a scope of the directory: a built-in one, or a custom role that is made for it.</summary>
/// <param name="Role">Template id of a built-in role, id of a custom one of today; a text of ours where it is new.</param>
/// <param name="Name">The role's name.</param>
/// <param name="Actions">What it allows.</param>
/// <param name="Excluded">What is taken out again.</param>
/// <param name="New">Whether the custom role has to be made.</param>
/// <param name="Scope"><c>/</c>, <c>/administrativeunits/ID</c> or <c>/OBJECTID</c>.</param>
/// <param name="Eligible">Whether it is to be activated when needed.</param>
/// <param name="EndsAt">When it ends, null for never.</param>
internal sealed record ProposedDirectoryRole(
    string Role, string Name, IReadOnlyList<string> Actions, IReadOnlyList<string> Excluded, bool New, string Scope, bool Eligible, DateTimeOffset? EndsAt)
{
    /// <summary>The scope as Graph spells it.</summary>
    public string DirectoryScope => Scope.StartsWith("/administrativeunits/", StringComparison.Ordinal) ? "/administrativeUnits/" + Scope["/administrativeunits/".Length..] : Scope;

    /// <summary>The document: the role, and the assignment as Graph takes it.</summary>
    public JsonElement Document(string principal) => RowCopy.Write(w =>
    {
        w.WriteStartObject("directoryRole");
        w.WriteString("displayName", Name);
        if (!New)
            w.WriteString("id", Role);
        w.WriteBoolean("isBuiltIn", !New && AzureCatalogue.DirectoryRoles.ContainsKey(Role));
        w.WriteStartArray("rolePermissions");
        w.WriteStartObject();
        w.WriteStartArray("allowedResourceActions");
        foreach (var action in Actions)
            w.WriteStringValue(action);
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteEndArray();
        w.WriteEndObject();
        w.WriteStartObject("assignment");
        w.WriteString("principalId", principal);
        w.WriteString("directoryScopeId", DirectoryScope);
        w.WriteString("assignmentType", Eligible ? "eligible" : "active");
        if (EndsAt is { } end)
            w.WriteString("endDateTime", end);
        w.WriteEndObject();
    });

    /// <summary>The role as the evaluator knows roles.</summary>
    public DirectoryRole Definition => new(Role, Name, BuiltIn: !New, Privileged: false, Actions, Excluded, Known: true);

    /// <summary>The holding as the evaluator knows holdings; an eligible one counts, since it is activated before it is used.</summary>
    public RoleHolding Holding(string principal) => new($"{principal}/{Role}", principal, Role, Scope, Eligible: false, null, null);
}
