using Ambit.Aws.Inventory;
using Ambit.RightSizing;

namespace Ambit.Aws.RightSizing.Output;

/// <summary>Who holds what a result replaces, as the inventory knows it: what a tool has to be told besides the new text.</summary>
/// <param name="estate">The estate.</param>
internal sealed class Holding(AwsEstate estate)
{
    /// <summary>The permission set of a result, null where it is none.</summary>
    public PermissionSet? SetOf(RightSized result) =>
        result.Subject.Kind == "permissionSet" ? estate.IdentityCenter.PermissionSets.FirstOrDefault(s => s.Arn == result.Subject.Id) : null;

    /// <summary>The instance of Identity Center that a permission set is of.</summary>
    public static string InstanceOf(RightSized result) => result.Subject.Id.Split('/') is [_, var name, ..] ? $"arn:aws:sso:::instance/{name}" : "";

    /// <summary>user or role, and its short name.</summary>
    public static (string Kind, string Name) Of(string holder) =>
        (holder.Contains(":user/", StringComparison.Ordinal) ? "user" : "role", holder[(holder.LastIndexOf('/') + 1)..]);

    /// <summary>Users, roles and groups to which a managed policy is attached.</summary>
    public IEnumerable<(string Kind, string Name)> AttachedTo(string policy, IReadOnlyCollection<string> holders) =>
        estate.Users.Where(u => holders.Contains(u.Arn) && u.AttachedPolicies.Contains(policy)).Select(u => ("user", u.Name))
            .Concat(estate.Roles.Where(r => holders.Contains(r.Arn) && r.AttachedPolicies.Contains(policy)).Select(r => ("role", r.Name)))
            .Concat(estate.Groups.Where(g => g.AttachedPolicies.Contains(policy) && estate.Users.Any(u => holders.Contains(u.Arn) && u.Groups.Contains(g.Arn))).Select(g => ("group", g.Name)));
}
