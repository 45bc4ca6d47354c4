using System.Text.RegularExpressions;
using Ambit.Access;

namespace Ambit.Aws.Denials;

/// <summary>Reads the access-denied messages of AWS (IAM User Guide, "Troubleshoot access denied error messages", 2026, and older wordings).</summary>
internal static partial class AwsDenialText
{
    private const int Longest = 32_768;

    /// <summary>Reads a message; null where it is none of AWS's.</summary>
    public static AccessDenial? Read(string message)
    {
        // Messages are short; what is longer is no message.
        var text = Space().Replace(message.Length > Longest ? message[..Longest] : message, " ").Trim();
        if (Encoded().Match(text) is { Success: true } encoded)
            return OfEncoded(text, encoded.Groups["token"].Value);
        var match = General().Match(text);
        if (!match.Success)
            return Older(text);
        var tail = text[(match.Index + match.Length)..];
        var id = AuthorizationId().Match(tail);
        if (GoTo().Match(tail) is { Success: true } go)
            tail = tail[..go.Index];
        return Of(match, tail, id.Success ? id.Groups["id"].Value.TrimEnd('.') : null);
    }

    private static AccessDenial Of(Match match, string tail, string? authorizationId)
    {
        var principal = match.Groups["principal"] is { Success: true } named ? named.Value : null;
        var action = match.Groups["action"].Value;
        var resource = match.Groups["resource"].Success ? match.Groups["resource"].Value.Trim().Trim('"', '\'').TrimEnd('.') : null;
        var layer = DenialLayer.In(tail);
        bool? isExplicit = tail.Contains("explicit deny", StringComparison.OrdinalIgnoreCase) ? true : tail.Contains("because no", StringComparison.OrdinalIgnoreCase) ? false : null;
        var policy = PolicyArn().Match(tail) is { Success: true } arn ? arn.Value.TrimEnd('.', ',') : null;
        var missing = new List<string>();
        if (layer is null)
            missing.Add(tail.Trim().Length == 0
                ? "the message does not say which layer refused: it was cut (CloudTrail keeps 1 KB), the caller is of another account, or the service words it so"
                : "the message does not name the layer that refused");
        if (isExplicit == true && policy is null && layer is "identity" or "boundary" or "session" or "scp" or "rcp")
            missing.Add("the message does not name the policy that holds the deny: it is an inline one, or the message is of before late 2025");
        if (layer is not null)
            missing.Add("one layer is named although several may refuse");
        return new AccessDenial(
            "aws", principal, action, resource, layer, isExplicit, policy, AccountOf(resource) ?? AccountOf(principal),
            DenialLayer.Change(layer, isExplicit, principal ?? "the caller", action, resource ?? "*", policy), missing)
        { AuthorizationId = authorizationId };
    }

    private static AccessDenial OfEncoded(string text, string token)
    {
        var inner = General().Match(text[..text.IndexOf("Encoded", StringComparison.Ordinal)]);
        var principal = inner.Success && inner.Groups["principal"].Success ? inner.Groups["principal"].Value : null;
        var resource = inner.Success && inner.Groups["resource"].Success ? inner.Groups["resource"].Value.Trim().TrimEnd('.') : null;
        return new AccessDenial(
            "aws", principal, inner.Success ? inner.Groups["action"].Value : null, resource, inner.Success ? DenialLayer.In(text) : null, null, null, AccountOf(resource) ?? AccountOf(principal),
            "decode the message first: it holds the action, the resource, the context and the statements that matched",
            [$"the details are encoded and cannot be read offline: run `aws sts decode-authorization-message --encoded-message {token}` (it needs sts:DecodeAuthorizationMessage) and give its output to explain-denied"]);
    }

    private static AccessDenial? Older(string text)
    {
        var anonymous = text.Contains("User: anonymous", StringComparison.OrdinalIgnoreCase);
        if (KmsHidden().IsMatch(text))
            return Bare("kms:Decrypt", "resource", null, "check that the key is there, in this region, and that its policy allows the caller", "KMS tells a missing key and a refusal with the same words");
        if (VpcEndpoint().IsMatch(text))
            return Bare(null, "vpcEndpoint", null, "allow the action in the policy of the VPC endpoint that the request came through", "the message names neither caller nor action: give the CloudTrail event");
        if (ByDeployment().Match(text) is { Success: true } deployment)
            return Named(deployment.Groups["action"].Value, null, "the message names neither caller nor layer: give the CloudTrail event of the call");
        if (ResourceDenied().Match(text) is { Success: true } denied)
            return Named(null, denied.Groups["resource"].Value.TrimEnd('.'), "the message names no action; give the CloudTrail event of the call");
        if (NotAuthorized().IsMatch(text) || anonymous)
        {
            return new AccessDenial(
                "aws", anonymous ? "*" : Caller().Match(text) is { Success: true } caller ? caller.Groups["principal"].Value : null, null, null, DenialLayer.In(text), text.Contains("explicit deny", StringComparison.OrdinalIgnoreCase) ? true : null, null, null,
                "find caller, action and resource first: the CloudTrail event of the call names them", ["the message names no action; give the CloudTrail event of the call"]);
        }

        return null;

        static AccessDenial Named(string? action, string? resource, string missing) =>
            new("aws", null, action, resource, null, null, null, AccountOf(resource), DenialLayer.Change(null, null, "the caller", action ?? "the action", resource ?? "*", null), [missing]);

        static AccessDenial Bare(string? action, string layer, bool? isExplicit, string change, string missing) =>
            new("aws", null, action, null, layer, isExplicit, null, null, change, [missing]);
    }

    /// <summary>The account in an ARN, null where there is none.</summary>
    public static string? AccountOf(string? arn) =>
        arn is not null && Policies.ArnFields.TryParse(arn, out var fields) && fields.Account.Length == 12 && !fields.Account.ContainsAnyExceptInRange('0', '9') ? fields.Account.ToString() : null;

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Space();

    [GeneratedRegex(@"(?:User: (?<principal>\S+)|User|(?<principal>arn:\S+)) is not authorized to perform:? `?(?<action>[A-Za-z0-9-]+:[A-Za-z0-9*]+)(?: on resource: (?<resource>.{1,2000}?)(?= because no | with an explicit deny|\.? Go to https|\. ?\[|\]|$| \(Service:| Encoded))?", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex General();

    [GeneratedRegex(@"User: (?<principal>arn:\S+) is not authorized", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Caller();

    [GeneratedRegex(@"Encoded authorization failure message: ?(?<token>[A-Za-z0-9_\-+/=]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Encoded();

    [GeneratedRegex(@"arn:[^:\s]+:[^\s,]+", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex PolicyArn();

    [GeneratedRegex(@"\.? ?Go to https", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex GoTo();

    [GeneratedRegex(@"authorization id: ?(?<id>[A-Za-z0-9_\-]+)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AuthorizationId();

    /// <summary>CloudFormation words what a call of its was refused with: "API: ec2:RunInstances You are not authorized to perform this operation."</summary>
    [GeneratedRegex(@"API: (?<action>[a-z0-9-]+:[A-Za-z0-9]+) (You are not authorized|Access ?Denied)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ByDeployment();

    [GeneratedRegex(@"Access to (the )?resource (?<resource>\S+) is denied", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ResourceDenied();

    [GeneratedRegex("refers to a customer master key that does not exist", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KmsHidden();

    [GeneratedRegex("denied due to a VPC endpoint policy", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex VpcEndpoint();

    [GeneratedRegex(@"not authorized to (access|perform)|\(AccessDenied\)|AccessDenied(Exception)?\b|^Access ?Denied\.?$|UnauthorizedOperation", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NotAuthorized();
}
