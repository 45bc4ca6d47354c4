using Ambit.Access;

namespace Ambit.Azure.Inventory;

/// <summary>Assignments of roles that grant all actions of a provider, or all there are.</summary>
internal static class WideRoles
{
    /// <summary>One grant an assignment and pattern.</summary>
    public static IEnumerable<WideGrant> Of(AzureDirectory directory, AzureManager manager)
    {
        foreach (var assignment in manager.Assignments.Where(a => !a.Eligible && a.Condition is null))
        {
            if (!manager.Roles.TryGetValue(assignment.Role, out var role) || !directory.Objects.TryGetValue(assignment.Principal, out var holder))
                continue;
            for (var i = 0; i < role.Permissions.Count; i++)
            {
                if (role.Permissions[i].Condition is not null)
                    continue;
                foreach (var pattern in role.Permissions[i].Actions.Concat(role.Permissions[i].DataActions).Select(p => p.Text).Where(IsWide).Distinct(StringComparer.OrdinalIgnoreCase))
                    yield return new WideGrant(holder.CanonicalId, pattern == "*" ? "*" : pattern.Split('/')[0], pattern, [manager.Spelled(assignment.Scope)], new StatementReference(assignment.Id, i, role.Name, "Allow"));
            }
        }
    }

    /// <summary><c>*</c> and <c>Microsoft.Compute/*</c>, not <c>*/read</c>.</summary>
    private static bool IsWide(string pattern) => pattern == "*" || (pattern.EndsWith("/*", StringComparison.Ordinal) && pattern.Count('/') == 1 && !pattern.StartsWith('*'));
}
