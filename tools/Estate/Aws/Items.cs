using System.Text.Json.Nodes;

namespace Ambit.Estate.Aws;

/// <summary>Config items in the spelling that AWS Config records them.</summary>
internal static class Items
{
    /// <summary>A bucket, with its policy where it has one and all four blocks on or off.</summary>
    public static ConfigItem Bucket(string name, string? policy, bool blocked, string? dataClass = null)
    {
        var on = blocked ? "true" : "false";
        var text = policy is null ? "null" : JsonValue.Create(JsonNode.Parse(policy)!.ToJsonString())!.ToJsonString();
        return new ConfigItem("AWS::S3::Bucket", name, name, $"arn:aws:s3:::{name}", $$"""{"name":"{{name}}","creationDate":"2023-03-01T09:00:00.000Z"}""")
        {
            Supplement = $$$"""{"BucketPolicy":{"policyText":{{{text}}}},"PublicAccessBlockConfiguration":{"blockPublicAcls":{{{on}}},"ignorePublicAcls":{{{on}}},"blockPublicPolicy":{{{on}}},"restrictPublicBuckets":{{{on}}}}}""",
            Tags = dataClass is null ? new Dictionary<string, string>() : new Dictionary<string, string> { ["data-class"] = dataClass },
        };
    }

    /// <summary>A Lambda function, with its resource policy where it has one.</summary>
    public static ConfigItem Function(string account, string name, string role, string? policy = null)
    {
        var arn = $"arn:aws:lambda:{Company.Home}:{account}:function:{name}";
        var text = policy is null ? "null" : JsonValue.Create(JsonNode.Parse(policy)!.ToJsonString())!.ToJsonString();
        return new ConfigItem("AWS::Lambda::Function", name, name, arn,
            $$"""{"functionName":"{{name}}","functionArn":"{{arn}}","role":"arn:aws:iam::{{account}}:role/{{role}}","runtime":"nodejs22.x","handler":"index.handler","timeout":30,"memorySize":256}""")
        {
            Supplement = policy is null ? "{}" : $$$"""{"Policy":{"policy":{{{text}}}}}""",
        };
    }

    /// <summary>An SQS queue.</summary>
    public static ConfigItem Queue(string account, string name, string policy)
    {
        var arn = $"arn:aws:sqs:{Company.Home}:{account}:{name}";
        return new ConfigItem("AWS::SQS::Queue", $"https://sqs.{Company.Home}.amazonaws.com/{account}/{name}", name, arn,
            new JsonObject { ["QueueArn"] = arn, ["Policy"] = JsonNode.Parse(policy)!.ToJsonString(), ["KmsMasterKeyId"] = "alias/aws/sqs" }.ToJsonString());
    }

    /// <summary>A customer-managed KMS key.</summary>
    public static ConfigItem Key(string account, string id, string alias, string policy) =>
        new("AWS::KMS::Key", id, id, KeyArn(account, id), $$"""{"keyId":"{{id}}","arn":"{{KeyArn(account, id)}}","keyManager":"CUSTOMER","keyState":"Enabled","enabled":true,"description":"{{alias}}"}""")
        {
            Supplement = new JsonObject { ["Policy"] = JsonNode.Parse(policy)!.ToJsonString() }.ToJsonString(),
        };

    /// <summary>The ARN of a key.</summary>
    public static string KeyArn(string account, string id) => $"arn:aws:kms:{Company.Home}:{account}:key/{id}";

    /// <summary>A secret.</summary>
    public static ConfigItem Secret(string account, string name, string suffix) =>
        new("AWS::SecretsManager::Secret", SecretArn(account, name, suffix), name, SecretArn(account, name, suffix), $$"""{"Name":"{{name}}","ARN":"{{SecretArn(account, name, suffix)}}"}""")
        {
            Tags = new Dictionary<string, string> { ["data-class"] = "secret" },
        };

    /// <summary>The ARN of a secret.</summary>
    public static string SecretArn(string account, string name, string suffix) => $"arn:aws:secretsmanager:{Company.Home}:{account}:secret:{name}-{suffix}";

    /// <summary>GitHub's identity provider.</summary>
    public static ConfigItem GitHub(string account)
    {
        var arn = $"arn:aws:iam::{account}:oidc-provider/token.actions.githubusercontent.com";
        return new ConfigItem("AWS::IAM::OIDCProvider", arn, "token.actions.githubusercontent.com", arn,
            $$"""{"Arn":"{{arn}}","Url":"https://token.actions.githubusercontent.com","ClientIdList":["sts.amazonaws.com"]}""")
        { Region = "global" };
    }

    /// <summary>A trust in GitHub's workflows.</summary>
    public static string TrustGitHub(string account, string condition) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Federated":"arn:aws:iam::{{account}}:oidc-provider/token.actions.githubusercontent.com"},"Action":"sts:AssumeRoleWithWebIdentity","Condition":{{condition}} }]}""";
}
