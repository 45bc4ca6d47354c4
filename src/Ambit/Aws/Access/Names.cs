using Ambit.Aws.Inventory;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Finds the identities that a name may mean: a full id, or a bare name ("names are unique regardless of case").</summary>
internal sealed class Names(AwsEstate estate)
{
    private readonly List<AwsPrincipal> _principals = [.. estate.Users.Concat<AwsPrincipal>(estate.Roles).Concat(estate.Groups)];

    private readonly CenterPeople _people = new(estate);

    private readonly HashSet<string> _agents = [.. AwsAgents.Of(estate).Select(a => a.Agent.Arn)];

    /// <summary>The canonical ids that a name may mean.</summary>
    public IReadOnlyList<string> Resolve(string name)
    {
        if (name is "*" || Service(name))
            return [name];
        if (name.StartsWith("oidc:", StringComparison.Ordinal))
            return [name];
        if (name.StartsWith("repo:", StringComparison.Ordinal))
            return [$"oidc:token.actions.githubusercontent.com:{name}"];
        if (name.StartsWith("arn:", StringComparison.Ordinal))
            return CenterPeople.IsOne(name) ? [.. _people.Resolve(name)] : Arn(name);
        var exact = _principals.Where(p => p.Name.Equals(name, StringComparison.Ordinal) || string.Equals(p.UniqueId, name, StringComparison.Ordinal)).Select(p => p.Arn)
            .Concat(_people.Resolve(name)).Distinct(StringComparer.Ordinal).ToList();
        return exact.Count > 0 ? exact : [.. _principals.Where(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(p => p.Arn).Distinct(StringComparer.Ordinal)];
    }

    private List<string> Arn(string arn)
    {
        var exact = _principals.Where(p => p.Arn.Equals(arn, StringComparison.Ordinal)).Select(p => p.Arn).Distinct(StringComparer.Ordinal).ToList();
        if (exact.Count == 0)
            exact = [.. _principals.Where(p => p.Arn.Equals(arn, StringComparison.OrdinalIgnoreCase)).Select(p => p.Arn).Distinct(StringComparer.Ordinal)];
        if (exact.Count == 0 && _agents.Contains(arn))
            return [arn];
        if (exact.Count > 0 || Callers.OfArn(arn) is not { } caller)
            return exact.Count > 0 || !Provider(arn) ? exact : [arn];
        return caller.Kind switch
        {
            CallerKind.Root when estate.Accounts.Any(a => a.Id == caller.Account) => [arn],
            CallerKind.RoleSession when estate.Roles.Any(r => r.Account == caller.Account && r.Name.Equals(caller.Name, StringComparison.OrdinalIgnoreCase)) => [arn],
            // A role named without its path, as logs and sessions have it.
            CallerKind.Role or CallerKind.User => [.. _principals.Where(p => p.Account == caller.Account && p.Name == caller.Name && p is AwsRole == caller.IsRole && p is not AwsGroup).Select(p => p.Arn)],
            _ => [],
        };
    }

    private bool Provider(string arn) => ArnFields.TryParse(arn, out _) && estate.Resources.Any(r => r.Arn.Equals(arn, StringComparison.Ordinal))
        && (arn.Contains(":oidc-provider/", StringComparison.Ordinal) || arn.Contains(":saml-provider/", StringComparison.Ordinal));

    private static bool Service(string name) =>
        name.EndsWith(".amazonaws.com", StringComparison.Ordinal) || name.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal);
}
