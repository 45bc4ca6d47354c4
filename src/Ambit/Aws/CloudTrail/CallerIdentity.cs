using System.Text.Json;

namespace Ambit.Aws.CloudTrail;

/// <summary>
/// From <c>userIdentity</c> to the IAM principal. Source:
/// https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-event-reference-user-identity.html
/// </summary>
internal static class CallerIdentity
{
    public static Caller Of(JsonElement identity)
    {
        if (identity.ValueKind != JsonValueKind.Object)
            return Caller.Nobody;
        var session = identity.Child("sessionContext");
        var issuer = session.Child("sessionIssuer");
        var invokedBy = identity.Text("invokedBy");
        var principal = Principal(identity, issuer, invokedBy);
        var unique = UniqueId(issuer.Text("principalId") ?? identity.Text("principalId"));
        var principalId = identity.Text("principalId");
        return new Caller(
            principal,
            identity.Text("accountId"),
            unique,
            Truth(session.Child("attributes").Text("mfaAuthenticated")),
            principal is null ? null : invokedBy,
            session.Text("ec2RoleDelivery") is not null || identity.Child("inScopeOf").ValueKind == JsonValueKind.Object || IsInstanceSession(principalId),
            session.Text("sourceIdentity"),
            session.Child("webIdFederationData").Text("federatedProvider"),
            Person(identity));
    }

    private static string? Principal(JsonElement identity, JsonElement issuer, string? invokedBy)
    {
        var arn = Arn(identity.Text("arn"));
        var account = identity.Text("accountId");
        switch (identity.Text("type"))
        {
            case "Root":
                return $"arn:{AwsArn.Partition(arn) ?? "aws"}:iam::{account}:root";
            case "AssumedRole" or "FederatedUser":
                return Arn(issuer.Text("arn")) ?? FromSession(arn) ?? UniqueId(identity.Text("principalId"));
            case "IAMUser" or "Role" or "Directory":
                return FromSession(arn) ?? UniqueId(identity.Text("principalId"));
            case "WebIdentityUser":
                return WebIdentity(identity);
            case "SAMLUser":
                return Arn(identity.Text("identityProvider")) ?? identity.Text("principalId");
            case "AWSService":
                return FromSession(arn);
            case "AWSAccount":
                return FromSession(arn) ?? Foreign(identity, account);
            case "IdentityCenterUser":
                return Person(identity);
            case null or "" when invokedBy is not null && arn is null:
                return null;
            default:
                return Arn(issuer.Text("arn")) ?? FromSession(arn) ?? Person(identity) ?? UniqueId(identity.Text("principalId"));
        }
    }

    /// <summary>"AWSAccount: the request was made by another AWS account": a unique id, or anonymous.</summary>
    private static string? Foreign(JsonElement identity, string? account)
    {
        var id = identity.Text("principalId");
        if (string.Equals(account, "anonymous", StringComparison.OrdinalIgnoreCase) || string.Equals(account, "ANONYMOUS_PRINCIPAL", StringComparison.OrdinalIgnoreCase)
            || string.Equals(id, "anonymous", StringComparison.OrdinalIgnoreCase))
            return "*";
        return UniqueId(id) ?? (string.IsNullOrEmpty(id) ? account : id);
    }

    private static string? WebIdentity(JsonElement identity)
    {
        var provider = identity.Text("identityProvider");
        var subject = identity.Text("userName");
        if (provider is null || subject is null)
            return provider ?? identity.Text("principalId");
        var slash = provider.IndexOf("oidc-provider/", StringComparison.Ordinal);
        var host = slash < 0 ? provider : provider[(slash + "oidc-provider/".Length)..];
        return $"oidc:{host}:{subject}";
    }

    private static string? Person(JsonElement identity) =>
        identity.Child("onBehalfOf").Text("userId") is { } user ? $"arn:aws:identitystore:::user/{user}" : null;

    /// <summary>A session's ARN to the role's; the path is not in it and is found by the unique id.</summary>
    private static string? FromSession(string? arn)
    {
        if (arn is null)
            return null;
        const string mark = ":assumed-role/";
        var at = arn.IndexOf(mark, StringComparison.Ordinal);
        if (at < 0)
            return arn;
        var name = arn[(at + mark.Length)..];
        var slash = name.LastIndexOf('/');
        var account = AwsArn.Account(arn);
        return $"arn:{AwsArn.Partition(arn) ?? "aws"}:iam::{account}:role/{(slash < 0 ? name : name[..slash])}";
    }

    private static string? UniqueId(string? principalId)
    {
        if (string.IsNullOrEmpty(principalId))
            return null;
        var colon = principalId.IndexOf(':');
        var id = colon < 0 ? principalId : principalId[..colon];

        // "AIDA IAM user, AROA role, ASIA/AKIA keys": https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html
        return id.Length >= 16 && (id.StartsWith("AIDA", StringComparison.Ordinal) || id.StartsWith("AROA", StringComparison.Ordinal)) ? id : null;
    }

    private static string? Arn(string? text) => text is not null && text.StartsWith("arn:", StringComparison.Ordinal) ? text : null;

    private static bool IsInstanceSession(string? principalId) => principalId is not null && principalId.Contains(":i-", StringComparison.Ordinal);

    private static bool? Truth(string? text) => text switch { "true" => true, "false" => false, _ => null };
}
