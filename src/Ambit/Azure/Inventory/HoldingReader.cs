using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Reads who holds roles, now or by activation; what has ended or is told twice is left out.</summary>
internal sealed class HoldingReader(ILookup<string, NativeDocument> documents, DateTimeOffset now)
{
    /// <summary>Entra roles.</summary>
    public IEnumerable<RoleHolding> Directory(IReadOnlyDictionary<string, DirectoryRole> roles)
    {
        var seen = new HashSet<(string, string, string, bool)>();
        foreach (var (kind, eligible) in new[] { (AzureKinds.DirectoryRoleAssignment, false), (AzureKinds.DirectoryRoleEligibility, true) })
        {
            foreach (var row in documents[kind].Select(d => new AzureRow(d.Content)))
            {
                if (Holding(row, eligible, roles) is { } holding && seen.Add((holding.Principal, holding.Role, holding.Scope, eligible)))
                    yield return holding;
            }
        }

        foreach (var document in documents[AzureKinds.Relation])
        {
            var row = new AzureRow(document.Content);
            if (row.Text("parent") != AzureKinds.DirectoryRole || row.Text("relation") != "members" || row.Text("of") is not { } role)
                continue;
            foreach (var member in row.Items("items").Select(i => new AzureRow(i).Text("id")).OfType<string>())
            {
                if (seen.Add((member, role, "/", false)))
                    yield return new RoleHolding($"{role}/{member}", member, role, "/", Eligible: false, null, null);
            }
        }
    }

    /// <summary>Azure roles.</summary>
    public IEnumerable<AzureRoleAssignment> Azure(Func<string, string?> roleByName)
    {
        var seen = new HashSet<(string, string, string, string, bool)>();
        foreach (var (kind, eligible) in new[] { (AzureKinds.RoleAssignment, false), (AzureKinds.RoleActivation, false), (AzureKinds.RoleEligibility, true) })
        {
            foreach (var row in documents[kind].Select(d => new AzureRow(d.Content)))
            {
                if (Assignment(row, eligible, roleByName) is { } a && seen.Add((a.Principal, a.Role, a.Scope, a.Condition ?? "", eligible)))
                    yield return a;
            }
        }
    }

    private bool Ended(AzureRow row)
    {
        var end = row.Time("endDateTime") ?? row.Child("scheduleInfo")?.Child("expiration")?.Time("endDateTime");
        return (end is { } e && e <= now) || row.Text("status") is "Revoked" or "Expired" or "Canceled" or "Denied" or "Failed";
    }

    private RoleHolding? Holding(AzureRow row, bool eligible, IReadOnlyDictionary<string, DirectoryRole> roles)
    {
        if (row.Text("principalId")?.ToLowerInvariant() is not { } principal || row.Text("roleDefinitionId") is not { } role || Ended(row))
            return null;
        // an app-specific scope is the business of that application
        if (row.Text("appScopeId") is { Length: > 1 })
            return null;
        var scope = (row.Text("directoryScopeId") ?? row.Text("resourceScope") ?? "/").ToLowerInvariant();
        var key = ResourceId.NameOf(role).ToLowerInvariant();
        return new RoleHolding(
            row.Text("id") ?? $"{principal}/{key}", principal, roles.GetValueOrDefault(key)?.Id ?? key, scope is "" ? "/" : scope, eligible, row.Time("endDateTime"), row.Time("startDateTime"));
    }

    private AzureRoleAssignment? Assignment(AzureRow row, bool eligible, Func<string, string?> roleByName)
    {
        var principal = (row.Text("principalId") ?? row.Text("ObjectId"))?.ToLowerInvariant();
        var role = row.Text("roleDefinitionId") is { } id ? ResourceId.NameOf(id).ToLowerInvariant() : roleByName(row.Text("roleDefinitionName") ?? "");
        if (principal is null || role is null || row.Text("scope") is not { } scope || Ended(row))
            return null;
        return new AzureRoleAssignment(
            row.Text("id", "RoleAssignmentId") ?? $"{scope}/{principal}/{role}", principal, row.Text("principalType", "ObjectType") ?? "", role, ResourceId.Normal(scope),
            row.Text("condition") is { Length: > 0 } c ? c : null, eligible, row.Time("endDateTime"), row.Time("createdOn"), Delegated: false);
    }
}
