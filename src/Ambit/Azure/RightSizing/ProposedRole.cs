using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.RightSizing;

/// <summary>An Azure role at a scope: a custom role that is made for it, or one of today's that stays.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Scope">Where it is assigned, normal form.</param>
/// <param name="Entry">What it grants.</param>
/// <param name="Condition">The assignment's condition, null for none.</param>
/// <param name="Unproved">Whether it is kept although no log proves its use.</param>
/// <param name="Eligible">Whether it is to be activated when needed.</param>
/// <param name="EndsAt">When it ends by itself, null for never.</param>
/// <param name="Existing">The definition's GUID where a role of today stays as it is; null for a custom role.</param>
internal sealed record ProposedRole(string Name, string Scope, AzurePermission Entry, string? Condition = null, bool Unproved = false, bool Eligible = false, DateTimeOffset? EndsAt = null, string? Existing = null)
{
    /// <summary>A role of today at its scope, as it stands.</summary>
    public static ProposedRole Today(AzureRoleAssignment assignment, AzureRoleDefinition? role, bool unproved = false) =>
        new(role?.Name ?? assignment.Role, assignment.Scope, new AzurePermission([], [], [], [], null), assignment.Condition, unproved, assignment.Eligible, assignment.EndsAt, assignment.Role);

    /// <summary>A role by its texts.</summary>
    public static ProposedRole Of(string name, string scope, IEnumerable<string> actions, IEnumerable<string> notActions, IEnumerable<string> data, IEnumerable<string> notData, string? condition, bool unproved) =>
        new(name, scope, new AzurePermission(Patterns(actions), Patterns(notActions), Patterns(data), Patterns(notData), null), condition, unproved);

    /// <summary>The document: the role as <c>az role definition create</c> takes it, and its assignment.</summary>
    /// <param name="principal">Object id of the receiver.</param>
    /// <param name="type">Its type.</param>
    /// <param name="scope">The scope as exports spell it.</param>
    public JsonElement Document(string principal, string type, string scope) => RowCopy.Write(w =>
    {
        if (Existing is null)
        {
            w.WriteStartObject("roleDefinition");
            w.WriteString("Name", Name);
            w.WriteBoolean("IsCustom", true);
            w.WriteString("Description", "What was used, made by ambit rightsize");
            List(w, "Actions", Entry.Actions);
            List(w, "NotActions", Entry.NotActions);
            List(w, "DataActions", Entry.DataActions);
            List(w, "NotDataActions", Entry.NotDataActions);
            w.WriteStartArray("AssignableScopes");
            w.WriteStringValue(AssignableScope.OfDefinition(scope));
            w.WriteEndArray();
            w.WriteEndObject();
        }

        w.WriteStartObject("assignment");
        w.WriteString("principalId", principal);
        w.WriteString("principalType", type);
        w.WriteString("scope", scope);
        if (Existing is not null)
            w.WriteString("roleDefinitionId", "/providers/Microsoft.Authorization/roleDefinitions/" + Existing);
        if (Eligible || EndsAt is not null)
            w.WriteString("assignmentType", Eligible ? "eligible" : "active");
        if (EndsAt is { } end)
            w.WriteString("endDateTime", end);
        if (Condition is not null)
        {
            w.WriteString("condition", Condition);
            w.WriteString("conditionVersion", "2.0");
        }

        w.WriteEndObject();
    });

    /// <summary>What makes two proposals the same.</summary>
    public string Key => string.Join('|', new[] { Scope, Existing ?? "", Condition ?? "", Eligible ? "eligible" : "" }.Concat(new[] { Entry.Actions, Entry.NotActions, Entry.DataActions, Entry.NotDataActions }.Select(l => string.Join(' ', l))));

    private static List<ActionPattern> Patterns(IEnumerable<string> texts) => [.. texts.Select(t => new ActionPattern(t))];

    private static void List(Utf8JsonWriter w, string name, IReadOnlyList<ActionPattern> items)
    {
        w.WriteStartArray(name);
        foreach (var item in items)
            w.WriteStringValue(item.Text);
        w.WriteEndArray();
    }
}
