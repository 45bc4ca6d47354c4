using System.Text.Json;
using Ambit.Azure.Import;
using Ambit.Azure.Inventory;

namespace Ambit.Azure.RightSizing;

/// <summary>A custom role and where it is to be assigned; or application permissions of Graph.</summary>
/// <param name="Name">The role's name.</param>
/// <param name="Scope">Where it is assigned, normal form; empty for application permissions.</param>
/// <param name="Actions">Control plane.</param>
/// <param name="NotActions">Taken out of them.</param>
/// <param name="DataActions">Data plane.</param>
/// <param name="Permissions">Application permissions of Graph.</param>
internal sealed record ProposedRole(
    string Name, string Scope, IReadOnlyList<string> Actions, IReadOnlyList<string> NotActions, IReadOnlyList<string> DataActions, IReadOnlyList<string> Permissions)
{
    /// <summary>The document: the role as <c>az role definition create</c> takes it, and its assignment.</summary>
    public JsonElement Document(string principal) => RowCopy.Write(w =>
    {
        if (Permissions.Count > 0)
        {
            w.WriteString("principalId", principal);
            List(w, "graphApplicationPermissions", Permissions);
            return;
        }

        w.WriteStartObject("roleDefinition");
        w.WriteString("Name", Name);
        w.WriteBoolean("IsCustom", true);
        w.WriteString("Description", "What was used, made by ambit rightsize");
        List(w, "Actions", Actions);
        List(w, "NotActions", NotActions);
        List(w, "DataActions", DataActions);
        List(w, "NotDataActions", []);
        List(w, "AssignableScopes", [Scope]);
        w.WriteEndObject();
        w.WriteStartObject("assignment");
        w.WriteString("principalId", principal);
        w.WriteString("scope", Scope);
        w.WriteEndObject();
    });

    /// <summary>Reads a document: this program's, the form of az or PowerShell, or a list of them.</summary>
    public static IEnumerable<ProposedRole> Read(JsonElement document)
    {
        foreach (var item in AzureRow.ItemsOf(document))
        {
            var row = new AzureRow(item);
            if (row.Texts("graphApplicationPermissions") is { Count: > 0 } permissions)
            {
                yield return new ProposedRole("", "", [], [], [], permissions);
                continue;
            }

            if (row.Child("results") is not null || row.Items("after").Any())
            {
                foreach (var policy in row.Items("after").SelectMany(a => Read(new AzureRow(a).Child("document")?.Element ?? a)))
                    yield return policy;
                continue;
            }

            var role = row.Child("roleDefinition") ?? row;
            var entries = role.Items("permissions").Select(p => new AzureRow(p)).ToList();
            if (entries.Count == 0)
                entries.Add(role);
            string[] scopes = row.Child("assignment")?.Text("scope") is { } at ? [at] : [.. role.Texts("assignableScopes")];
            foreach (var scope in scopes.Length > 0 ? scopes : ["/"])
            {
                foreach (var entry in entries)
                    yield return new ProposedRole(role.Text("roleName") ?? role.Text("name") ?? "proposed", ResourceId.Normal(scope), entry.Texts("actions"), entry.Texts("notActions"), entry.Texts("dataActions"), []);
            }
        }
    }

    /// <summary>The role as the evaluator knows roles.</summary>
    public AzurePermission Entry { get; } = new(
        [.. Actions.Select(a => new ActionPattern(a))], [.. NotActions.Select(a => new ActionPattern(a))], [.. DataActions.Select(a => new ActionPattern(a))], [], null);

    private static void List(Utf8JsonWriter w, string name, IReadOnlyList<string> items)
    {
        w.WriteStartArray(name);
        foreach (var item in items)
            w.WriteStringValue(item);
        w.WriteEndArray();
    }
}
