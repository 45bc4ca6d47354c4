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
public sealed partial record RefusalMessage(string Action, string? Resource, string? By = null)
{
    /// <summary>Reads a message; null where it names no action.</summary>
    public static RefusalMessage? Read(string? message)
    {
        if (message is null)
            return null;
        var action = ActionPart().Match(message);
        if (!action.Success)
            return null;
        var resource = ResourcePart().Match(message, action.Index + action.Length);
        return new RefusalMessage(action.Groups["action"].Value, resource.Success ? resource.Groups["resource"].Value.TrimEnd('.', ',') : null, LayerOf(message[(action.Index + action.Length)..]));
    }

    /// <summary>"because no … policy allows", "with an explicit deny in a …".</summary>
    private static string? LayerOf(string tail)
    {
        var isExplicit = tail.Contains("explicit deny", StringComparison.OrdinalIgnoreCase);
        return (isExplicit || tail.Contains("because no", StringComparison.OrdinalIgnoreCase)) && DenialLayer.In(tail) is { } layer ? $"{(isExplicit ? "explicit" : "implicit")} {layer}" : null;
    }

    [GeneratedRegex(@"not\s+authorized\s+to\s+perform:?\s+`?(?<action>[a-zA-Z0-9-]+:[a-zA-Z0-9*]+)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ActionPart();

    [GeneratedRegex(@"\G`?\s+on\s+resource(?:\(s\))?:?\s+`?""?(?<resource>[^\s""`]+)", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex ResourcePart();
}
