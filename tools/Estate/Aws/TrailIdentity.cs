using System.Globalization;
using System.Text.Json;

namespace Ambit.Estate.Aws;

/// <summary>The caller as CloudTrail writes it (CloudTrail User Guide, "CloudTrail userIdentity element").</summary>
internal readonly record struct TrailIdentity(Actor Actor, Call Call, TrailSession In, DateTime At)
{
    private string Session => In.Name;

    /// <summary>Writes the element; another account's trail sees only the caller's unique id and account.</summary>
    public void Write(Utf8JsonWriter json, string recipient)
    {
        json.WriteStartObject();
        if (recipient != Actor.Account && Actor.Kind is CallerKind.AssumedRole or CallerKind.AwsAccount && recipient != Actor.Account)
            Foreign(json);
        else
            Own(json);
        if (Call.InvokedBy is not null)
            json.WriteString("invokedBy", Call.InvokedBy);
        json.WriteEndObject();
    }

    private void Foreign(Utf8JsonWriter json)
    {
        json.WriteString("type", "AWSAccount");
        json.WriteString("principalId", Actor.Kind == CallerKind.AwsAccount ? Actor.Name : $"{UniqueId("AROA")}:{Session}");
        json.WriteString("accountId", Actor.Account);
    }

    private void Own(Utf8JsonWriter json)
    {
        switch (Actor.Kind)
        {
            case CallerKind.AssumedRole: AssumedRole(json); break;
            case CallerKind.IamUser: User(json); break;
            case CallerKind.Root: Root(json); break;
            case CallerKind.AwsService:
                json.WriteString("type", "AWSService");
                json.WriteString("invokedBy", Actor.Name);
                break;
            default: Federated(json); break;
        }
    }

    private void AssumedRole(Utf8JsonWriter json)
    {
        json.WriteString("type", "AssumedRole");
        json.WriteString("principalId", $"{UniqueId("AROA")}:{Session}");
        json.WriteString("arn", $"arn:aws:sts::{Actor.Account}:assumed-role/{Actor.Name}/{Session}");
        json.WriteString("accountId", Actor.Account);
        json.WriteString("accessKeyId", In.Key ?? "ASIA" + Seeded.Base32($"{Actor.Arn}{Session}{At:yyyyMMdd}", 16));
        json.WriteStartObject("sessionContext");
        json.WriteStartObject("sessionIssuer");
        json.WriteString("type", "Role");
        json.WriteString("principalId", UniqueId("AROA"));
        json.WriteString("arn", Actor.Arn);
        json.WriteString("accountId", Actor.Account);
        json.WriteString("userName", Actor.Name);
        json.WriteEndObject();
        Attributes(json);
        if (Session.StartsWith("i-", StringComparison.Ordinal))
            json.WriteString("ec2RoleDelivery", "2.0");
        json.WriteEndObject();
    }

    private void User(Utf8JsonWriter json)
    {
        json.WriteString("type", "IAMUser");
        json.WriteString("principalId", UniqueId("AIDA"));
        json.WriteString("arn", Actor.Arn);
        json.WriteString("accountId", Actor.Account);
        if (Actor.LongTermKey)
            json.WriteString("accessKeyId", "AKIA" + Seeded.Base32(Actor.Arn + "1", 16));
        else if (Call.EventType == "AwsApiCall")
            json.WriteString("accessKeyId", In.Key ?? "ASIA" + Seeded.Base32($"{Actor.Arn}{At:yyyyMMdd}", 16));
        json.WriteString("userName", Actor.Name);
        if (Actor.LongTermKey || Call.EventType != "AwsApiCall")
            return;
        json.WriteStartObject("sessionContext");
        Attributes(json);
        json.WriteEndObject();
    }

    private void Root(Utf8JsonWriter json)
    {
        json.WriteString("type", "Root");
        json.WriteString("principalId", Actor.Account);
        json.WriteString("arn", Actor.Arn);
        json.WriteString("accountId", Actor.Account);
        json.WriteString("accessKeyId", Call.EventType == "AwsApiCall" ? "ASIA" + Seeded.Base32(Actor.Arn, 16) : "");
        if (Call.EventType != "AwsApiCall")
            return;
        json.WriteStartObject("sessionContext");
        Attributes(json);
        json.WriteEndObject();
    }

    private void Federated(Utf8JsonWriter json)
    {
        var web = Actor.Kind == CallerKind.WebIdentityUser;
        var provider = web
            ? $"arn:aws:iam::{Actor.Account}:oidc-provider/token.actions.githubusercontent.com"
            : $"arn:aws:iam::{Actor.Account}:saml-provider/AWSSSO_6b1f0d2c9e7a4f53_DO_NOT_DELETE";
        json.WriteString("type", web ? "WebIdentityUser" : "SAMLUser");
        json.WriteString("principalId", web ? $"{provider}:sts.amazonaws.com:{Actor.Name}" : $"{Seeded.Base32(provider, 20)}:{Session}");
        json.WriteString("userName", web ? Actor.Name : Session);
        json.WriteString("identityProvider", provider);
    }

    private void Attributes(Utf8JsonWriter json)
    {
        json.WriteStartObject("attributes");
        json.WriteString("creationDate", (In.Opened ?? At.AddMinutes(-(At.Minute % 50) - 1)).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        json.WriteString("mfaAuthenticated", Actor.Mfa ? "true" : "false");
        json.WriteEndObject();
    }

    private string UniqueId(string prefix) => Ids.Unique(prefix, Actor.Arn);
}
