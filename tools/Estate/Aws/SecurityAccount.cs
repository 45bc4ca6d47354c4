using static Ambit.Estate.Aws.Calls;

namespace Ambit.Estate.Aws;

/// <summary>larkspur-security: the log archive and those who look at it; the tidy account.</summary>
internal static class SecurityAccount
{
    private const string Id = Company.Security;

    private const string TrailBucketPolicy = $$"""
        {"Version":"2012-10-17","Statement":[
          {"Sid":"AclCheck","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:GetBucketAcl","Resource":"arn:aws:s3:::larkspur-org-trail","Condition":{"StringEquals":{"aws:SourceArn":"{{Company.Trail}}"} } },
          {"Sid":"Write","Effect":"Allow","Principal":{"Service":"cloudtrail.amazonaws.com"},"Action":"s3:PutObject","Resource":"arn:aws:s3:::larkspur-org-trail/AWSLogs/*","Condition":{"StringEquals":{"aws:SourceArn":"{{Company.Trail}}","s3:x-amz-acl":"bucket-owner-full-control"} } },
          {"Sid":"NoDelete","Effect":"Deny","Principal":"*","Action":["s3:DeleteObject","s3:DeleteObjectVersion"],"Resource":"arn:aws:s3:::larkspur-org-trail/*"}]}
        """;

    /// <summary>The account.</summary>
    public static Account Build()
    {
        var account = new Account(Id, "larkspur-security", "aws+security@larkspur.example", Company.SecurityUnit) { Root = (null, false, true) };
        account.Roles.AddRange(Company.MemberRoles());
        account.Roles.AddRange(
        [
            new(Company.ReservedRole("SecurityReview", Id), 1000, Company.TrustIdentityCenter(Id))
            {
                Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Attached = ["arn:aws:iam::aws:policy/SecurityAudit"],
                Inline = [new("AwsSSOInlinePolicy", IdentityCenterFiles.SecurityInline)], UsedDaysAgo = 1,
            },
            new("log-digest", 700, Company.TrustService("lambda.amazonaws.com"))
            {
                Attached = ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"], UsedDaysAgo = 0,
                Inline = [new("digest", """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["s3:GetBucketPolicy","s3:GetBucketVersioning"],"Resource":"arn:aws:s3:::larkspur-org-trail"}]}""")],
            },
        ]);
        account.Config.Add(Items.Bucket("larkspur-org-trail", TrailBucketPolicy, blocked: true, "audit"));
        account.Config.Add(Items.Function(Id, "log-digest", "log-digest"));
        account.Actors.AddRange(Actors());
        return account;
    }

    private static IEnumerable<Actor> Actors() =>
    [
        new(CallerKind.AssumedRole, Id, Company.ReservedRole("SecurityReview", Id))
        {
            Path = "/aws-reserved/sso.amazonaws.com/eu-west-1/", Sessions = ["yuki.tanaka@larkspur.example"], Mfa = true, Person = true, Addresses = ["198.51.100.30"],
            Agent = "Mozilla/5.0 (X11; Linux x86_64)",
            Calls =
            [
                Read("iam", "ListRoles", 1.1) with { Region = Company.Global },
                Read("iam", "GetCredentialReport", 0.4) with { Region = Company.Global },
                Read("s3", "GetBucketPolicy", 0.6, """{"bucketName":"larkspur-org-trail","Host":"larkspur-org-trail.s3.eu-west-1.amazonaws.com","policy":""}""") with { Resources = ["AWS::S3::Bucket arn:aws:s3:::larkspur-org-trail"] },
                Read("ec2", "DescribeSecurityGroups", 0.7, """{"maxResults":100,"securityGroupSet":{}}"""),
            ],
        },
        ServiceAssumes("lambda.amazonaws.com", Id, ("log-digest", "log-digest", 2)),
        new(CallerKind.AssumedRole, Id, "log-digest")
        {
            Sessions = ["log-digest"], Addresses = ["203.0.113.90"],
            Calls =
            [
                Read("s3", "GetBucketPolicy", 2, """{"bucketName":"larkspur-org-trail","Host":"larkspur-org-trail.s3.eu-west-1.amazonaws.com","policy":""}""") with { Hour = 3, Resources = ["AWS::S3::Bucket arn:aws:s3:::larkspur-org-trail"] },
                Read("s3", "GetBucketVersioning", 1, """{"bucketName":"larkspur-org-trail","Host":"larkspur-org-trail.s3.eu-west-1.amazonaws.com","versioning":""}""") with { Hour = 3, Resources = ["AWS::S3::Bucket arn:aws:s3:::larkspur-org-trail"] },
                Write("logs", "CreateLogStream", 1, """{"logGroupName":"/aws/lambda/log-digest","logStreamName":"{day}/[$LATEST]{id}"}""") with { Hour = 3 },
            ],
        },
        ServiceTrail(),
    ];

    /// <summary>CloudTrail itself looking at its bucket: a service's own call, to be credited to nobody.</summary>
    private static Actor ServiceTrail() => new(CallerKind.AwsService, Id, "cloudtrail.amazonaws.com")
    {
        Calls = [Read("s3", "GetBucketAcl", 6, """{"bucketName":"larkspur-org-trail","Host":"larkspur-org-trail.s3.eu-west-1.amazonaws.com","acl":""}""") with { Resources = ["AWS::S3::Bucket arn:aws:s3:::larkspur-org-trail"] }],
    };
}
