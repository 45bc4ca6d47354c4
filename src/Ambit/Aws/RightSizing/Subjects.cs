using Ambit.Access;
using Ambit.Aws.Inventory;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing;

/// <summary>What can be right-sized in an estate, and whose use counts for each.</summary>
internal sealed class Subjects(AwsEstate estate)
{
    /// <summary>Users, roles, groups and permission sets that hold policies; roles that a service made for itself are nobody's to change.</summary>
    public IReadOnlyList<SizingSubject> All =>
    [
        .. estate.Users.Where(u => u.InlinePolicies.Count + u.AttachedPolicies.Count + u.Groups.Count > 0).Select(Of),
        .. estate.Groups.Where(g => g.InlinePolicies.Count + g.AttachedPolicies.Count > 0).Select(Of),
        .. estate.Roles.Where(r => !r.ServiceLinked && r.InlinePolicies.Count + r.AttachedPolicies.Count > 0).Select(Of),
        .. estate.IdentityCenter.PermissionSets.Select(Of),
    ];

    /// <summary>The one subject that a name means, null for none.</summary>
    /// <exception cref="UnknownNameException">The name means several.</exception>
    public SizingSubject? Find(string name)
    {
        if (Exactly(name) is { } exact)
            return exact;
        List<Func<SizingSubject>> found =
            [.. Everything().Where(s => s.Id[(s.Id.LastIndexOf('/') + 1)..] == name || s.Name == name).Select(s => s.Make)];
        return found.Count switch
        {
            0 => null,
            1 => found[0](),
            _ => throw new UnknownNameException($"`{name}` is ambiguous: {string.Join(", ", found.Take(5).Select(f => f().Id))}; give the full ARN"),
        };
    }

    /// <summary>The subject of an id, null for none.</summary>
    public SizingSubject? Exactly(string id) => Everything().Where(s => s.Id == id).Select(s => s.Make()).FirstOrDefault();

    /// <summary>The roles that a permission set is in the accounts it is assigned to: <c>AWSReservedSSO_NAME_HASH</c>.</summary>
    public IReadOnlyList<AwsRole> RolesOf(PermissionSet set) =>
        [.. estate.Roles.Where(r => r.Reserved && r.Name.Length == set.Name.Length + "AWSReservedSSO__".Length + 16
            && r.Name.StartsWith($"AWSReservedSSO_{set.Name}_", StringComparison.Ordinal))];

    private IEnumerable<(string Id, string Name, Func<SizingSubject> Make)> Everything() =>
    [
        .. estate.Users.Select(u => (u.Arn, u.Name, (Func<SizingSubject>)(() => Of(u)))),
        .. estate.Groups.Select(g => (g.Arn, g.Name, (Func<SizingSubject>)(() => Of(g)))),
        .. estate.Roles.Select(r => (r.Arn, r.Name, (Func<SizingSubject>)(() => Of(r)))),
        .. estate.IdentityCenter.PermissionSets.Select(p => (p.Arn, p.Name, (Func<SizingSubject>)(() => Of(p)))),
        .. Policies().Select(p => (p, p[(p.LastIndexOf('/') + 1)..], (Func<SizingSubject>)(() => OfPolicy(p)))),
    ];

    private IEnumerable<string> Policies() =>
        estate.ManagedPolicies.Keys
            .Concat(estate.Users.SelectMany(u => u.AttachedPolicies)).Concat(estate.Groups.SelectMany(g => g.AttachedPolicies))
            .Concat(estate.Roles.SelectMany(r => r.AttachedPolicies))
            .Concat(estate.Users.Select(u => u.Boundary).Concat(estate.Roles.Select(r => r.Boundary)).OfType<string>()).Distinct(StringComparer.Ordinal);

    private SizingSubject Of(AwsUser user) => new(user.Arn, "user", [user.Arn]);

    private SizingSubject Of(AwsRole role) => new(role.Arn, "role", [role.Arn]);

    private SizingSubject Of(AwsGroup group) => new(group.Arn, "group", [.. estate.Users.Where(u => u.Groups.Contains(group.Arn)).Select(u => u.Arn)]);

    private SizingSubject Of(PermissionSet set) => new(set.Arn, "permissionSet", [.. RolesOf(set).Select(r => r.Arn)]);

    private SizingSubject OfPolicy(string arn)
    {
        var holders = new List<string>();
        var groups = estate.Groups.Where(g => g.AttachedPolicies.Contains(arn)).Select(g => g.Arn).ToHashSet(StringComparer.Ordinal);
        holders.AddRange(estate.Users.Where(u => u.AttachedPolicies.Contains(arn) || u.Groups.Any(groups.Contains)).Select(u => u.Arn));
        holders.AddRange(estate.Roles.Where(r => r.AttachedPolicies.Contains(arn)).Select(r => r.Arn));
        if (holders.Count > 0)
            return new SizingSubject(arn, "policy", holders);
        holders.AddRange(estate.Users.Where(u => u.Boundary == arn).Select(u => u.Arn));
        holders.AddRange(estate.Roles.Where(r => r.Boundary == arn).Select(r => r.Arn));
        return new SizingSubject(arn, holders.Count > 0 ? "boundary" : "policy", holders);
    }
}
