namespace Ambit.Estate.Aws;

/// <summary>Calls that many of the sample's identities make, with the parameters that CloudTrail records.</summary>
internal static class Calls
{
    /// <summary>An object read, over a data event.</summary>
    public static Call GetObject(string bucket, string key, double perDay) => Object("GetObject", bucket, key, perDay) with { ReadOnly = true };

    /// <summary>An object written, over a data event.</summary>
    public static Call PutObject(string bucket, string key, double perDay) => Object("PutObject", bucket, key, perDay) with { ReadOnly = false };

    /// <summary>A bucket listed.</summary>
    public static Call ListObjects(string bucket, string prefix, double perDay) =>
        new("s3", "ListObjects", perDay, $$"""{"list-type":"2","bucketName":"{{bucket}}","prefix":"{{prefix}}","Host":"{{bucket}}.s3.eu-west-1.amazonaws.com"}""")
        {
            Data = true,
            Resources = [$"AWS::S3::Object arn:aws:s3:::{bucket}/{prefix}", $"AWS::S3::Bucket arn:aws:s3:::{bucket}"],
            Additional = Signed,
        };

    private const string Signed = """{"SignatureVersion":"SigV4","CipherSuite":"TLS_AES_128_GCM_SHA256","bytesTransferredIn":0,"AuthenticationMethod":"AuthHeader","bytesTransferredOut":1024}""";

    private static Call Object(string name, string bucket, string key, double perDay) =>
        new("s3", name, perDay, $$"""{"bucketName":"{{bucket}}","Host":"{{bucket}}.s3.eu-west-1.amazonaws.com","key":"{{key}}"}""")
        {
            Data = true,
            Resources = [$"AWS::S3::Object arn:aws:s3:::{bucket}/{key}", $"AWS::S3::Bucket arn:aws:s3:::{bucket}"],
            Additional = Signed,
        };

    /// <summary>A role assumed by its ARN.</summary>
    public static Call AssumeRole(string roleArn, double perDay, string session = "{session}") =>
        new("sts", "AssumeRole", perDay, $$"""{"roleArn":"{{roleArn}}","roleSessionName":"{{session}}","durationSeconds":3600}""")
        {
            Response = $$"""{"assumedRoleUser":{"assumedRoleId":"{{Ids.Unique("AROA", roleArn)}}:{{session}}","arn":"arn:aws:sts::{{roleArn.Split(':')[4]}}:assumed-role/{{roleArn[(roleArn.LastIndexOf('/') + 1)..]}}/{{session}}"} }""",
            Resources = [$"AWS::IAM::Role {roleArn}"],
        };

    /// <summary>A service that takes up a role.</summary>
    public static Actor ServiceAssumes(string service, string account, params (string Role, string Session, double PerDay)[] roles) =>
        new(CallerKind.AwsService, account, service)
        {
            Calls = [.. roles.Select(r => AssumeRole($"arn:aws:iam::{account}:role/{r.Role}", r.PerDay, r.Session))],
        };

    /// <summary>A secret fetched, and the decryption that Secrets Manager does for it.</summary>
    public static IEnumerable<Call> GetSecret(string arn, string keyArn, double perDay) =>
    [
        new("secretsmanager", "GetSecretValue", perDay, $$"""{"secretId":"{{arn}}"}"""),
        new("kms", "Decrypt", perDay, $$"""{"encryptionAlgorithm":"SYMMETRIC_DEFAULT","encryptionContext":{"SecretARN":"{{arn}}","SecretVersionId":"6c1a2b3d-0000-4000-8000-4d5e6f708192"} }""")
        {
            Resources = [$"AWS::KMS::Key {keyArn}"], InvokedBy = "secretsmanager.amazonaws.com",
        },
    ];

    /// <summary>A sign-in to the console.</summary>
    public static Call SignIn(double perDay, bool mfa, IReadOnlyList<int>? onDays = null) =>
        new("signin", "ConsoleLogin", perDay)
        {
            ReadOnly = false,
            EventType = "AwsConsoleSignIn",
            Region = Company.Home,
            Response = """{"ConsoleLogin":"Success"}""",
            OnDays = onDays,
            Additional = $$"""{"LoginTo":"https://console.aws.amazon.com/console/home","MobileVersion":"No","MFAUsed":"{{(mfa ? "Yes" : "No")}}"}""",
        };

    /// <summary>A plain read of no particular resource.</summary>
    public static Call Read(string service, string name, double perDay, string request = "null") => new(service, name, perDay, request);

    /// <summary>A change.</summary>
    public static Call Write(string service, string name, double perDay, string request, string response = "null") => new(service, name, perDay, request) { ReadOnly = false, Response = response };
}
