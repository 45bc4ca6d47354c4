using Ambit.Aws.Inventory;
using Ambit.Escalation;

namespace Ambit.Aws.Escalation;

/// <summary>
/// What Identity Center's exports tell the rules: which account administers it, which roles its permission sets make, whom a group is
/// assigned, and who may act as a person of it (IAM Identity Center guide, "Permission sets", "Delegated administration").
/// </summary>
internal sealed class AwsIdentityCenter(AwsEstate estate)
{
    private const string Prefix = "AWSReservedSSO_";
    private readonly IdentityCenter _center = estate.IdentityCenter;

    /// <summary>Rows of <c>identity-center</c>: account, target.</summary>
    public IEnumerable<Fact> Administration()
    {
        var targets = _center.Assignments.Select(a => a.AccountId).Concat(Reserved().Select(r => r.Account)).Distinct(StringComparer.Ordinal).ToList();
        return Administrations().SelectMany(a => targets.Where(t => t != a.Barred).Select(t => new Fact(a.Account, t)));
    }

    /// <summary>Rows of <c>permission-set</c>: set, role, account, administration.</summary>
    public IEnumerable<Fact> PermissionSets()
    {
        foreach (var role in Reserved())
        {
            var set = _center.PermissionSets.FirstOrDefault(s => s.Name == SetOf(role))?.Arn ?? "arn:aws:sso:::permissionSet/*";
            foreach (var administration in Administrations().Where(a => !ProvisionedIn(a.Barred, SetOf(role))))
                yield return new Fact(set, role.Arn, role.Account, administration.Account);
        }
    }

    /// <summary>Rows of <c>center-group</c>: group, role, administration. Without assignments in the exports any group may be the one.</summary>
    public IEnumerable<Fact> Groups()
    {
        var names = _center.PermissionSets.GroupBy(s => s.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);
        var roles = Reserved().ToLookup(r => (r.Account, SetOf(r)), r => r.Arn);
        var told = _center.Assignments.Where(a => a.PrincipalType is "GROUP")
            .SelectMany(a => roles[(a.AccountId, names.GetValueOrDefault(a.PermissionSetArn, ""))].Select(role => (Group: $"arn:aws:identitystore:::group/{a.PrincipalId}", Role: role)));
        foreach (var administration in Administrations())
        {
            foreach (var (group, role) in told)
                yield return new Fact(group, role, administration.Account);
            if (_center.Assignments.Count > 0)
                continue;
            foreach (var role in Reserved())
                yield return new Fact(["arn:aws:identitystore:::group/*", role.Arn, administration.Account], [Fact.Unknown("the account assignments", "Identity Center")], []);
        }
    }

    /// <summary>Rows of <c>center-person</c>: start. A role of Identity Center's is a person; whom else somebody signs in as, no export tells.</summary>
    public static IEnumerable<Fact> Person(string start)
    {
        if (start.Contains(":role/aws-reserved/sso.amazonaws.com/", StringComparison.Ordinal))
            yield return new Fact(start);
        else
            yield return new Fact([start], [Fact.Unknown("a person of Identity Center that the start signs in as", "the identity store")], []);
    }

    private IEnumerable<AwsRole> Reserved() => estate.Roles.Where(r => r.Reserved && r.Name.StartsWith(Prefix, StringComparison.Ordinal));

    private static string SetOf(AwsRole role)
    {
        var name = role.Name[Prefix.Length..];
        return name.LastIndexOf('_') is > 0 and var cut ? name[..cut] : name;
    }

    /// <summary>
    /// The management account and the delegated administrators. "Delegated administrators can't manage permission sets provisioned in the
    /// management account", nor assign access to it: that account is barred to them.
    /// </summary>
    private IEnumerable<(string Account, string? Barred)> Administrations()
    {
        var told = estate.Organizations.Where(o => o.ManagementAccountId is not null).ToList();
        return told.Count == 0
            ? estate.Accounts.Where(a => a.Exported && a.OrganizationId is null).Select(a => (a.Id, (string?)null))
            : told.SelectMany(o => o.DelegatedAdministrators.Where(d => d.Value.Contains("sso.amazonaws.com")).Select(d => (d.Key, o.ManagementAccountId)).Prepend((o.ManagementAccountId!, null)));
    }

    private bool ProvisionedIn(string? account, string set) => account is not null
        && (Reserved().Any(r => r.Account == account && SetOf(r) == set) || _center.Assignments.Any(a => a.AccountId == account && _center.PermissionSets.Any(s => s.Arn == a.PermissionSetArn && s.Name == set)));
}
