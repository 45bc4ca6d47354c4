using Ambit.Aws.Inventory;

namespace Ambit.Aws.Access;

/// <summary>
/// The people and groups of Identity Center behind each reserved role: an assignment of a permission set in an account is the role
/// <c>AWSReservedSSO_NAME_HASH</c> there (Identity Center guide, "Permission sets").
/// </summary>
internal static class People
{
    private const string Prefix = "AWSReservedSSO_";

    /// <summary>Role ARN to <c>identitycenter:user/NAME</c> and <c>identitycenter:group/NAME</c>.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Of(AwsEstate estate)
    {
        var center = estate.IdentityCenter;
        var sets = center.PermissionSets.GroupBy(s => s.Arn, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Name, StringComparer.Ordinal);
        var assignments = center.Assignments.ToLookup(a => (a.AccountId, sets.GetValueOrDefault(a.PermissionSetArn, "")));
        var people = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var role in estate.Roles)
        {
            if (!role.Name.StartsWith(Prefix, StringComparison.Ordinal) || role.Name.LastIndexOf('_') is not (var end and >= 15))
                continue;
            var set = role.Name[Prefix.Length..end];
            var names = assignments[(role.Account, set)].Select(a => Name(center, a)).Distinct(StringComparer.Ordinal).ToList();
            if (names.Count > 0)
                people[role.Arn] = names;
        }
        return people;
    }

    private static string Name(IdentityCenter center, AccountAssignment assignment) => assignment.PrincipalType is "GROUP"
        ? $"identitycenter:group/{center.Groups.GetValueOrDefault(assignment.PrincipalId, assignment.PrincipalId)}"
        : $"identitycenter:user/{center.People.GetValueOrDefault(assignment.PrincipalId, assignment.PrincipalId)}";
}
