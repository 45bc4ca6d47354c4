using System.Text.RegularExpressions;
using Ambit.Aws.Denials;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// The sentence of a refusal: "User: P is not authorized to perform: ACTION on resource: RESOURCE because …".
/// Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html
/// </summary>
/// <param name="Action">The permission that it names.</param>
/// <param name="Resource">The resource that it names, null where it names none.</param>
/// <param name="By">The layer that refused and how (<c>explicit scp</c>, <c>implicit identity</c>), null where it does not say.</param>
/// <param name="Subject">Whom it speaks of, null where it says no more than "User".</param>
public sealed partial record RefusalMessage(string Action, string? Resource, string? By = null, string? Subject = null)
{
    /// <summary>What such messages hold, to look for before they are read.</summary>
    public static ReadOnlySpan<byte> Mark => "authorized to perform"u8;

    /// <summary>
    /// Whether it speaks of a principal or a session of it, and not of a role that a service was to work with: such words stand in errors
    /// of other codes, too (a <c>ValidationException</c> for a role that the caller may not pass).
    /// </summary>
    public bool IsOf(string? principal)
    {
        if (Subject is null || principal is null || string.Equals(Subject, principal, StringComparison.Ordinal))
            return true;
        return Subject.Split(':') is [_, _, "sts", _, var account, ..] && Subject.Split('/') is [_, var role, ..]
            && account == AwsArn.Account(principal) && principal[(principal.LastIndexOf('/') + 1)..] == role;
    }

    /// <summary>Reads a message; null where it names no action.</summary>
    public static RefusalMessage? Read(string? message)
    {
        if (message is null)
            return null;
        var action = ActionPart().Match(message);
        if (!action.Success)
            return null;
        var resource = ResourcePart().Match(message, action.Index + action.Length);
        return new RefusalMessage(action.Groups["action"].Value, resource.Success ? resource.Groups["resource"].Value.TrimEnd('.', ',') : null, LayerOf(message[(action.Index + action.Length)..]),
            action.Groups["who"] is { Success: true } who ? who.Value : null);
    }

    /// <summary>"because no … policy allows", "with an explicit deny in a …".</summary>
    private static string? LayerOf(string tail)
    {
        var isExplicit = tail.Contains("explicit deny", StringComparison.OrdinalIgnoreCase);
        return (isExplicit || tail.Contains("because no", StringComparison.OrdinalIgnoreCase)) && DenialLayer.In(tail) is { } layer ? $"{(isExplicit ? "explicit" : "implicit")} {layer}" : null;
    }

    [GeneratedRegex(@"(?:(?<who>arn:\S+)\s+is\s+)?not\s+authorized\s+to\s+perform:?\s+`?(?<action>[a-zA-Z0-9-]+:[a-zA-Z0-9*]+)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ActionPart();

    [GeneratedRegex(@"\G`?\s+on\s+resource(?:\(s\))?:?\s+`?""?(?<resource>[^\s""`]+)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ResourcePart();
}
