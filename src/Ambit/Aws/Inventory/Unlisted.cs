using Ambit.Model;

namespace Ambit.Aws.Inventory;

/// <summary>
/// What no export lists. Whose policies none shows: an identity that is only listed (<c>iam list-users</c>), or one that a policy is attached to whose
/// text is neither in the exports nor in the catalogue of AWS-managed policies. What such a policy allows is unknown.
/// </summary>
internal static class Unlisted
{
    private const int Named = 5;

    /// <summary>One line an account for identities that are only listed, and one for every attached policy without a text.</summary>
    public static IEnumerable<NotCollected> Policies(AwsEstate estate)
    {
        var principals = estate.Users.Concat<AwsPrincipal>(estate.Groups).Concat(estate.Roles).ToList();
        foreach (var account in principals.Where(p => !p.PoliciesKnown).GroupBy(p => p.Account, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
            yield return Missing(account.Key, $"policies of {Names(account)}", "no export shows them: what they allow is unknown, and is not counted as held");
        var attached = principals.SelectMany(p => p.AttachedPolicies.Select(a => (Policy: a, Holder: p)))
            .Where(a => !estate.ManagedPolicies.TryGetValue(a.Policy, out var known) || !known.Default.Known)
            .GroupBy(a => a.Policy, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal);
        foreach (var policy in attached)
            yield return Missing(policy.First().Holder.Account, policy.Key, $"attached to {Names(policy.Select(a => a.Holder))}, and its text is in no export");
    }

    /// <summary>Accounts of which some users and roles are known, and no export lists them all.</summary>
    public static IEnumerable<NotCollected> Accounts(AwsEstate estate)
    {
        return estate.Users.Concat<AwsPrincipal>(estate.Roles).Select(p => p.Account).Distinct(StringComparer.Ordinal)
            .Where(a => !estate.Coverage.Contains((a, AwsEstate.Iam))).Order(StringComparer.Ordinal)
            .Select(a => Missing(a, "all of its users, groups, roles and policies", "no export lists them whole (iam get-account-authorization-details, every page): who is missing is unknown"));
    }

    private static NotCollected Missing(string account, string what, string why) => new(account, "global", what, why);

    private static string Names(IEnumerable<AwsPrincipal> principals)
    {
        var names = principals.Select(p => p.Name).Order(StringComparer.Ordinal).ToList();
        return string.Join(", ", names.Take(Named)) + (names.Count > Named ? $" and {names.Count - Named} more" : "");
    }
}
