using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// "PassRole is not an API call, so no log shows it": the roles that a call passed are inferred from the role ARNs of its request,
/// and the service that gets them from the call's own service.
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html
/// </summary>
internal static class PassedRoles
{
    /// <summary>The parameter that names an instance profile.</summary>
    public const string InstanceProfile = "iamInstanceProfile";

    private static readonly Lazy<ILookup<string, (string Parameter, string Service)>> Services = new(() =>
        CatalogueText.Rows("passed-to-service.tsv").ToLookup(r => r[0], r => (r[1], r[2]), StringComparer.OrdinalIgnoreCase));

    /// <summary>Parameters that name whom something is granted to or about: a role in them is no role that is passed.</summary>
    public static readonly string[] NotPassed =
    [
        "principal", "principals", "principalArn", "principalIdentifier", "granteePrincipal", "retiringPrincipal", "dataLakePrincipalIdentifier",
        "iamArn", "iamPrincipalArn", "userIdentifier", "masterUserARN", "allowedPrincipals", "addAllowedPrincipals", "removeAllowedPrincipals",
        "resourceArn", "resourceArns", "resourceArnList", "targetResourceArn",
    ];

    private static readonly HashSet<string> Granted = new(NotPassed, StringComparer.OrdinalIgnoreCase);

    /// <summary>The parameters that tell which service gets a role.</summary>
    public static IEnumerable<string> Parameters(string action) => Rows(action).Select(s => s.Parameter).Where(p => p != "*");

    /// <summary>Whether a look at the parameters is worth while.</summary>
    public static bool MayBeIn(CallRecipe recipe, CloudTrailCall call)
    {
        foreach (var parameter in call.Parameters)
        {
            if (recipe.NeedsRole || parameter.Name == InstanceProfile || parameter.Value.StartsWith("arn:", StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    /// <summary>The roles that a call passed, each with the service that got it.</summary>
    public static IEnumerable<(string Role, string Service)> Of(CallRecipe recipe, CloudTrailCall call)
    {
        var action = recipe.Actions[0].Action.Action;
        foreach (var parameter in call.Parameters)
        {
            if (Granted.Contains(parameter.Name))
                continue;
            if (IsRole(parameter.Value))
                yield return (parameter.Value, ServiceFor(action, parameter.Name));
            else if (recipe.NeedsRole && IsRoleName(parameter) && call.Account.Length > 0)
                yield return ($"arn:{AwsPartition.OfRegion(call.Region)}:iam::{call.Account}:role/{parameter.Value.TrimStart('/')}", ServiceFor(action, parameter.Name));
        }
    }

    /// <summary>
    /// The instance profiles that a call named, by ARN or by name: the role in one is in the inventory, not in the log
    /// (<see cref="NamedResources"/> joins them).
    /// </summary>
    public static IEnumerable<string> Profiles(CloudTrailCall call)
    {
        var within = false;
        foreach (var parameter in call.Parameters)
        {
            var named = parameter.Name == InstanceProfile;
            if (parameter.Value.StartsWith("arn:", StringComparison.Ordinal))
            {
                if (parameter.Value.Contains(":instance-profile/", StringComparison.Ordinal))
                    yield return parameter.Value;
            }
            else if ((named || (within && parameter.Name == "name")) && IsName(parameter.Value) && call.Account.Length > 0)
            {
                yield return $"arn:{AwsPartition.OfRegion(call.Region)}:iam::{call.Account}:instance-profile/{parameter.Value}";
            }

            // `"iamInstanceProfile":{"name":"web"}`: the object stands before what is in it, with no text of its own.
            within = named && parameter.Value.Length == 0;
        }
    }

    /// <summary>The service that gets a role by one parameter of a call.</summary>
    public static string ServiceFor(string action, string parameter)
    {
        foreach (var (name, service) in Rows(action))
        {
            if (name == "*" || string.Equals(name, parameter, StringComparison.OrdinalIgnoreCase))
                return service;
        }

        return Prefix(action) + ".amazonaws.com";
    }

    /// <summary>The rows of the action stand before those of its service.</summary>
    private static IEnumerable<(string Parameter, string Service)> Rows(string action) => Services.Value[action].Concat(Services.Value[Prefix(action)]);

    private static bool IsRole(string value) =>
        value.StartsWith("arn:", StringComparison.Ordinal) && value.Contains(":iam::", StringComparison.Ordinal) && value.Contains(":role/", StringComparison.Ordinal)
        && value.AsSpan().IndexOfAny("*? \n") < 0;

    /// <summary>Some services take a role's bare name (<c>role</c> of a Glue job).</summary>
    private static bool IsRoleName(Parameter parameter) =>
        parameter.Name is "role" or "roleName" or "serviceRole" or "roleArn" && IsName(parameter.Value);

    private static bool IsName(string value) => value.Length is > 0 and <= 576
        && value.All(c => char.IsAsciiLetterOrDigit(c) || "+=,.@_-/".Contains(c, StringComparison.Ordinal));

    private static string Prefix(string action) => AwsArn.Prefix(action);
}
