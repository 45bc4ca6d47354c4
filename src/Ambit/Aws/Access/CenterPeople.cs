using Ambit.Aws.Inventory;

namespace Ambit.Aws.Access;

/// <summary>
/// The people and groups of Identity Center and the roles that they act as: an assignment of a permission set in an account is the
/// role <c>AWSReservedSSO_NAME_HASH</c> there (Identity Center guide, "Permission sets"). They hold nothing beside these roles.
/// </summary>
internal sealed class CenterPeople
{
    private const string Prefix = "AWSReservedSSO_";
    private readonly AwsEstate _estate;
    private readonly string _partition;
    private readonly Dictionary<string, List<string>> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _unknown = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _behind = new(StringComparer.Ordinal);

    /// <summary>Joins assignments, groups and reserved roles.</summary>
    public CenterPeople(AwsEstate estate)
    {
        _estate = estate;
        var center = estate.IdentityCenter;
        _partition = center.PermissionSets.Select(s => s.Arn.Split(':').ElementAtOrDefault(1)).FirstOrDefault(p => p is { Length: > 0 }) ?? "aws";
        var sets = center.PermissionSets.GroupBy(s => s.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);
        var reserved = estate.Roles.Where(r => SetOf(r.Name) is not null).ToLookup(r => (r.Account, SetOf(r.Name)), r => r.Arn);
        var exported = estate.Accounts.Where(a => a.Exported).Select(a => a.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var assignment in center.Assignments)
        {
            var set = sets.GetValueOrDefault(assignment.PermissionSetArn, "");
            foreach (var role in reserved[(assignment.AccountId, set)])
                Add(_behind, role, NameOf(assignment));
            foreach (var holder in Holders(assignment))
            {
                // "Absent means none" where the account's roles were exported; elsewhere the role is there and not known.
                if (!exported.Contains(assignment.AccountId))
                    Add(_unknown, holder, $"{(set.Length > 0 ? set : assignment.PermissionSetArn)} in {assignment.AccountId}");
                foreach (var role in reserved[(assignment.AccountId, set)])
                    Add(_roles, holder, role);
            }
        }
    }

    /// <summary>Everybody of the identity store: id, name, whether it is a group, and the ids of the groups it is in.</summary>
    public IEnumerable<(string Id, string Name, bool IsGroup, IReadOnlyList<string> Groups)> All
    {
        get
        {
            var center = _estate.IdentityCenter;
            var groups = center.Memberships.SelectMany(m => m.Value.Select(u => (User: u, Group: GroupId(m.Key)))).ToLookup(m => m.User, m => m.Group, StringComparer.Ordinal);
            return center.People.Select(p => (UserId(p.Key), p.Value, false, (IReadOnlyList<string>)[.. groups[p.Key]]))
                .Concat(center.Groups.Select(g => (GroupId(g.Key), g.Value, true, (IReadOnlyList<string>)[])));
        }
    }

    /// <summary>Whether an id is of somebody of the identity store.</summary>
    public static bool IsOne(string id) => id.StartsWith("arn:", StringComparison.Ordinal) && id.Contains(":identitystore:::", StringComparison.Ordinal);

    /// <summary>The reserved roles that somebody acts as.</summary>
    public IReadOnlyList<string> RolesOf(string id) => _roles.GetValueOrDefault(id, []);

    /// <summary>Permission sets that somebody has in accounts whose roles are not in the estate: <c>NAME in ACCOUNT</c>.</summary>
    public IReadOnlyList<string> UnknownOf(string id) => _unknown.GetValueOrDefault(id, []);

    /// <summary>Who stands behind a reserved role: <c>identitycenter:user/NAME</c>, <c>identitycenter:group/NAME</c>.</summary>
    public IReadOnlyList<string> Behind(string role) => _behind.GetValueOrDefault(role, []);

    /// <summary>The ids that a name may mean: the id, the name, or the name as <see cref="Behind"/> has it.</summary>
    public IEnumerable<string> Resolve(string name) => All
        .Where(p => p.Id == name || p.Name == name || $"identitycenter:{(p.IsGroup ? "group" : "user")}/{p.Name}" == name).Select(p => p.Id);

    private IEnumerable<string> Holders(AccountAssignment assignment) => assignment.PrincipalType is "GROUP"
        ? _estate.IdentityCenter.Memberships.GetValueOrDefault(assignment.PrincipalId, []).Select(UserId).Prepend(GroupId(assignment.PrincipalId))
        : [UserId(assignment.PrincipalId)];

    private string NameOf(AccountAssignment assignment)
    {
        var center = _estate.IdentityCenter;
        return assignment.PrincipalType is "GROUP"
            ? $"identitycenter:group/{center.Groups.GetValueOrDefault(assignment.PrincipalId, assignment.PrincipalId)}"
            : $"identitycenter:user/{center.People.GetValueOrDefault(assignment.PrincipalId, assignment.PrincipalId)}";
    }

    private string UserId(string id) => $"arn:{_partition}:identitystore:::user/{id}";

    private string GroupId(string id) => $"arn:{_partition}:identitystore:::group/{id}";

    private static string? SetOf(string role) =>
        role.StartsWith(Prefix, StringComparison.Ordinal) && role.LastIndexOf('_') is >= 15 and var end ? role[Prefix.Length..end] : null;

    private static void Add(Dictionary<string, List<string>> lists, string key, string value)
    {
        if (!lists.TryGetValue(key, out var list))
            lists.Add(key, list = []);
        if (!list.Contains(value))
            list.Add(value);
    }
}
