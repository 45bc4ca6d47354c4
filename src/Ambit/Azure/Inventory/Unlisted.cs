using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>What decides something and is in no export, with the command that exports it: refused calls of a collection, roles of which only the id is known.</summary>
internal static class Unlisted
{
    /// <summary>All of it.</summary>
    public static IReadOnlyList<NotCollected> Of(ILookup<string, NativeDocument> documents, AzureDirectory directory, AzureManager manager) =>
        [.. Refused(documents), .. Roles(manager), .. DirectoryRoles(directory)];

    private static IEnumerable<NotCollected> Refused(ILookup<string, NativeDocument> documents) =>
        documents[AzureKinds.CollectNote].Select(d => (d.Scope, Row: new AzureRow(d.Content))).Where(n => n.Row.Flag("failed") == true)
            .Select(n => new NotCollected(n.Scope, "", n.Row.Text("call") ?? "", n.Row.Text("error") ?? "refused"));

    private static IEnumerable<NotCollected> Roles(AzureManager manager) =>
        manager.Assignments.GroupBy(a => a.Role).Where(r => manager.Roles.GetValueOrDefault(r.Key) is not { Known: true })
            .Select(r => new NotCollected("", "", $"role {manager.Roles.GetValueOrDefault(r.Key)?.Name ?? r.Key}", Why(r.Count(), $"az role definition list --name {r.Key}")));

    private static IEnumerable<NotCollected> DirectoryRoles(AzureDirectory directory) =>
        directory.Holdings.GroupBy(h => h.Role).Where(r => directory.Roles.GetValueOrDefault(r.Key) is not { Known: true })
            .Select(r => new NotCollected("", "", $"Entra role {directory.Roles.GetValueOrDefault(r.Key)?.Name ?? r.Key}", Why(r.Count(), $"az rest --url https://graph.microsoft.com/v1.0/roleManagement/directory/roleDefinitions/{r.Key}")));

    private static string Why(int times, string command) => $"assigned {times} time{(times == 1 ? "" : "s")} and described by no export, so what it allows is conditional: {command}";
}
