using System.Text.RegularExpressions;
using Ambit.Access;

namespace Ambit.Gcp.Denials;

/// <summary>Google Cloud's <c>PERMISSION_DENIED</c> ("Troubleshoot IAM permissions").</summary>
public static partial class GcpDenial
{
    /// <summary>Reads a message; null where it is none of Google Cloud's.</summary>
    public static AccessDenial? Read(string text)
    {
        var plain = Space().Replace(text, " ");
        var match = Permission().Match(plain);
        if (!match.Success)
            match = Lacks().Match(plain);
        if (!match.Success)
            match = Required().Match(plain);
        if (!match.Success)
            return null;
        var principal = match.Groups["who"].Success && match.Groups["who"].Value.Contains('@') ? match.Groups["who"].Value : null;
        var permission = match.Groups["permission"].Value;
        var resource = match.Groups["resource"].Success ? match.Groups["resource"].Value.TrimEnd('.', ',') : null;
        return new AccessDenial(
            "gcp", principal, permission, resource, "allowPolicy", null, null, Project().Match(resource ?? "") is { Success: true } p ? p.Groups["id"].Value : null,
            $"grant {principal ?? "the caller"} the smallest role that holds `{permission}` on {(resource is null ? "the resource" : $"`{resource}`")} itself, not on the project",
            ["the message says the same when the resource does not exist, and when a deny policy or a principal access boundary refuses", .. principal is null ? ["the message does not name the caller"] : Array.Empty<string>()]);
    }

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Space();

    [GeneratedRegex(@"[Pp]ermission '?(?<permission>[a-z][A-Za-z0-9]*\.[A-Za-z0-9.]+)'? denied(?: on (?:resource )?'?(?<resource>[^'\s(]+)'?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Permission();

    [GeneratedRegex(@"(?<who>\S{1,320}@\S{1,320}|Anonymous caller|Caller) does not have (?<permission>[a-z][A-Za-z0-9]*\.[A-Za-z0-9.]+)(?: access)?(?: (?:to|on) (?:the )?(?:Google Cloud Storage (?:bucket|object)|resource)?\.? ?'?(?<resource>[^'\s(]+)?'?)?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Lacks();

    [GeneratedRegex(@"Required '(?<permission>[a-z][A-Za-z0-9]*\.[A-Za-z0-9.]+)' permission(?: for '(?<resource>[^']+)')?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Required();

    [GeneratedRegex("projects/(?<id>[a-z0-9-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Project();
}
