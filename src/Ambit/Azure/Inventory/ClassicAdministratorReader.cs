using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>
/// Reads classic administrators: <c>Microsoft.Authorization/classicAdministrators</c>, and the rows that
/// <c>az role assignment list --include-classic-administrators</c> and <c>Get-AzRoleAssignment -IncludeClassicAdministrators</c> make up for them.
/// </summary>
internal static class ClassicAdministratorReader
{
    /// <summary>Whether a row of role assignments is one that a tool made up: no role definition stands behind it.</summary>
    public static bool IsMadeUp(AzureRow row)
    {
        if (row.Text("roleDefinitionId")?.StartsWith("NA(classic", StringComparison.OrdinalIgnoreCase) == true)
            return true;
        return row.Text("roleDefinitionId") is null or "" && RolesOf(row.Text("roleDefinitionName")).Any();
    }

    /// <summary>All of them, each once, with the user of the directory who has the address.</summary>
    public static IReadOnlyList<ClassicAdministrator> Read(IEnumerable<NativeDocument> documents, AzureDirectory directory)
    {
        var byAddress = directory.Objects.Values.Where(o => o.Kind == AzureKinds.User)
            .SelectMany(o => Addresses(o).Select(a => (a, o.ObjectId))).ToLookup(p => p.a, p => p.ObjectId, StringComparer.OrdinalIgnoreCase);
        return [.. documents.Select(d => Of(new AzureRow(d.Content), directory, byAddress)).OfType<ClassicAdministrator>()
            .GroupBy(a => (a.Holder ?? a.Mail.ToLowerInvariant(), a.Scope))
            .Select(g => g.First() with { Roles = [.. g.SelectMany(a => a.Roles).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] })];
    }

    private static ClassicAdministrator? Of(AzureRow row, AzureDirectory directory, ILookup<string, string> byAddress)
    {
        var id = row.Text("id") ?? "";
        var subscription = ResourceId.SubscriptionOf(ResourceId.Normal(row.Text("scope") ?? id));
        string[] roles = [.. RolesOf(row.Text("roleDefinitionName") ?? row.Text("role"))];
        var mail = row.Text("emailAddress") ?? row.Text("principalName", "SignInName") ?? "";
        if (subscription is null || roles.Length == 0)
            return null;
        var holder = row.Text("principalId", "ObjectId")?.ToLowerInvariant() is { } said && directory.Objects.ContainsKey(said) ? said
            : byAddress[mail].Distinct(StringComparer.Ordinal).ToList() is [var one] ? one : null;
        return new ClassicAdministrator(id.StartsWith('/') ? id : $"/subscriptions/{subscription}/{holder ?? mail}", holder, mail, roles, "/subscriptions/" + subscription);
    }

    private static IEnumerable<string> Addresses(DirectoryObject user)
    {
        if (user.UserPrincipalName is { } name)
            yield return name;
        if (user.Facts.Text("mail") is { Length: > 0 } mail)
            yield return mail;
    }

    /// <summary>"ServiceAdministrator;AccountAdministrator" in words.</summary>
    private static IEnumerable<string> RolesOf(string? text) =>
        (text ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(r => r.Replace("-", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant() switch
        {
            "serviceadministrator" => "Service Administrator",
            "coadministrator" => "Co-Administrator",
            "accountadministrator" => "Account Administrator",
            _ => null,
        }).OfType<string>();
}
