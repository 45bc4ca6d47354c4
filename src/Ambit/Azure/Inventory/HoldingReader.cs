using Ambit.Azure.Import;
using Ambit.Model;

namespace Ambit.Azure.Inventory;

/// <summary>Reads who holds roles, now or by activation; what has ended or is told twice is left out.</summary>
internal sealed class HoldingReader(ILookup<string, NativeDocument> documents, DateTimeOffset now)
{
    /// <summary>Entra roles.</summary>
    public IEnumerable<RoleHolding> Directory(IReadOnlyDictionary<string, DirectoryRole> roles)
    {
        var told = new List<(RoleHolding Fact, bool Timed)>();
        foreach (var (kind, eligible) in new[] { (AzureKinds.DirectoryRoleAssignment, false), (AzureKinds.DirectoryRoleEligibility, true) })
            told.AddRange(Rows(kind).Select(r => (Holding(r, eligible, roles)!, IsTimed(r))).Where(h => h.Item1 is not null));
        // "the same facts as roleAssignments: do not count twice"; only PIM's instances tell that one is activated and when it ends
        var seen = new HashSet<(string, string, string, bool)>();
        foreach (var same in told.GroupBy(h => (h.Fact.Principal, h.Fact.Role, h.Fact.Scope, h.Fact.Eligible)))
        {
            seen.Add(same.Key);
            var timed = same.Where(h => h.Timed).Select(h => h.Fact).ToList();
            yield return same.First().Fact with { EndsAt = End(timed.Select(t => t.EndsAt)), Activated = timed.Count > 0 && timed.TrueForAll(t => t.Activated) };
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
        var told = new List<(AzureRoleAssignment Fact, bool Timed)>();
        foreach (var (kind, eligible) in new[] { (AzureKinds.RoleAssignment, false), (AzureKinds.RoleActivation, false), (AzureKinds.RoleEligibility, true) })
            told.AddRange(Rows(kind).Select(r => (Assignment(r, eligible, roleByName)!, IsTimed(r))).Where(a => a.Item1 is not null));
        foreach (var same in told.GroupBy(a => (a.Fact.Principal, a.Fact.Role, a.Fact.Scope, a.Fact.Condition ?? "", a.Fact.Eligible)))
        {
            var timed = same.Where(a => a.Timed).Select(a => a.Fact).ToList();
            yield return same.First().Fact with { EndsAt = End(timed.Select(t => t.EndsAt)), Activated = timed.Count > 0 && timed.TrueForAll(t => t.Activated) };
        }
    }

    private IEnumerable<AzureRow> Rows(string kind) => documents[kind].Select(d => new AzureRow(d.Content));

    /// <summary>Whether a row is one of PIM, which tells when it ends; a plain assignment does not.</summary>
    private static bool IsTimed(AzureRow row) => row.Has("memberType") || row.Has("assignmentType") || row.Has("endDateTime") || row.Has("scheduleInfo");

    /// <summary>The last end; null where one has none.</summary>
    private static DateTimeOffset? End(IEnumerable<DateTimeOffset?> ends) => ends.DefaultIfEmpty(null).Aggregate((DateTimeOffset?)DateTimeOffset.MinValue, (a, b) => a is null || b is null ? null : a > b ? a : b);

    private static bool IsActivated(AzureRow row) => "Activated".Equals(row.Text("assignmentType"), StringComparison.OrdinalIgnoreCase);

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
            row.Text("id") ?? $"{principal}/{key}", principal, roles.GetValueOrDefault(key)?.Id ?? key, scope is "" ? "/" : scope, eligible, row.Time("endDateTime"), row.Time("startDateTime"))
        {
            Activated = !eligible && IsActivated(row),
        };
    }

    private AzureRoleAssignment? Assignment(AzureRow row, bool eligible, Func<string, string?> roleByName)
    {
        var principal = (row.Text("principalId") ?? row.Text("ObjectId"))?.ToLowerInvariant();
        var role = row.Text("roleDefinitionId") is { } id ? ResourceId.NameOf(id).ToLowerInvariant() : roleByName(row.Text("roleDefinitionName") ?? "");
        if (principal is null || role is null || row.Text("scope") is not { } scope || Ended(row))
            return null;
        return new AzureRoleAssignment(
            row.Text("id", "RoleAssignmentId") ?? $"{scope}/{principal}/{role}", principal, row.Text("principalType", "ObjectType") ?? "", role, ResourceId.Normal(scope),
            row.Text("condition") is { Length: > 0 } c ? c : null, eligible, row.Time("endDateTime"), row.Time("createdOn"), Delegated: false)
        {
            Activated = !eligible && IsActivated(row),
        };
    }
}
