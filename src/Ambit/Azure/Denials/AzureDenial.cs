using System.Text.RegularExpressions;
using Ambit.Access;

namespace Ambit.Azure.Denials;

/// <summary>Azure Resource Manager's <c>AuthorizationFailed</c> and <c>LinkedAuthorizationFailed</c> ("Troubleshoot Azure RBAC").</summary>
public static partial class AzureDenial
{
    /// <summary>Reads a message; null where it is none of Azure's.</summary>
    public static AccessDenial? Read(string text)
    {
        var match = Failed().Match(Space().Replace(text, " "));
        if (!match.Success)
            return null;
        var principal = match.Groups["object"].Success ? match.Groups["object"].Value : match.Groups["client"].Value;
        var (action, scope) = (match.Groups["action"].Value, match.Groups["scope"].Value);
        var denied = text.Contains("deny assignment", StringComparison.OrdinalIgnoreCase);
        return new AccessDenial(
            "azure", principal, action, scope, denied ? "denyAssignment" : "roleAssignment", denied, null, Subscription().Match(scope) is { Success: true } s ? s.Groups["id"].Value : null,
            denied ? "a deny assignment outweighs every role: it is lifted by what made it (a managed application, a deployment stack)"
                : $"assign the smallest role that holds `{action}` to `{principal}` at `{scope}`, not above it",
            ["a new role assignment takes some minutes, and a token that is older than it does not show it", "the message says the same when the scope does not exist"]);
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Space();

    [GeneratedRegex("The client '(?<client>[^']*)'(?: with object id '(?<object>[^']*)')? (?:does not have (?:authorization|permission) to perform action|has permission to perform action '[^']*' on scope '[^']*'; however, .*?perform action\\(s\\)|does not have permission to perform action\\(s\\)) '(?<action>[^']*)' (?:over|on) (?:the linked )?scope(?:\\(s\\))? '(?<scope>[^']*)'", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Failed();

    [GeneratedRegex("/subscriptions/(?<id>[0-9a-fA-F-]{36})", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Subscription();
}
