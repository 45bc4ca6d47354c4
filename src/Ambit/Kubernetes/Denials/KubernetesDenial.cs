using System.Text.RegularExpressions;
using Ambit.Access;

namespace Ambit.Kubernetes.Denials;

/// <summary>Kubernetes' <c>Forbidden</c> as the API server words it ("Using RBAC Authorization").</summary>
public static partial class KubernetesDenial
{
    /// <summary>Reads a message; null where it is none of Kubernetes'.</summary>
    public static AccessDenial? Read(string text)
    {
        var match = Forbidden().Match(Space().Replace(text, " ").Replace("\\\"", "\"", StringComparison.Ordinal));
        if (!match.Success)
            return null;
        var (who, verb, resource) = (match.Groups["who"].Value, match.Groups["verb"].Value, match.Groups["resource"].Value);
        var group = match.Groups["group"].Value;
        var space = match.Groups["namespace"].Success ? match.Groups["namespace"].Value : null;
        var name = match.Groups["name"].Success ? match.Groups["name"].Value : null;
        var rule = $"verbs [{verb}], resources [{resource}], apiGroups [\"{group}\"]{(name is null ? "" : $", resourceNames [{name}]")}";
        return new AccessDenial(
            "kubernetes", who, $"{verb} {resource}{(group.Length == 0 ? "" : $".{group}")}", $"{(space is null ? "cluster" : $"namespace {space}")}{(name is null ? "" : $"/{name}")}", "rbac", false, null, null,
            space is null
                ? $"bind `{who}` to a ClusterRole with just this rule: {rule}"
                : $"bind `{who}` in the namespace `{space}` to a Role with just this rule: {rule}",
            ["the message does not name the cluster", .. space is null ? ["with no namespace named the request was for the whole cluster; one namespace may be all that is needed"] : Array.Empty<string>()]);
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Space();

    [GeneratedRegex("(?:\"(?<name>[^\"]{1,300})\" is forbidden|is forbidden): User \"(?<who>[^\"]+)\" cannot (?<verb>[a-z]+) resource \"(?<resource>[^\"]+)\" in API group \"(?<group>[^\"]*)\"(?: in the namespace \"(?<namespace>[^\"]+)\"| at the cluster scope)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Forbidden();
}
