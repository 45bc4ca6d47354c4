using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Access;

/// <summary>S3 in an estate: access points, access control lists and object ownership, Block Public Access of an organisation, keys.</summary>
public sealed class StorageAccessTests
{
    private const string Point = "arn:aws:s3:eu-west-1:111111111111:accesspoint/ap";
    private const string Canonical = "aaaa1111";
    private const string Delegation = """[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"*","Resource":["arn:aws:s3:::b","arn:aws:s3:::b/*"],"Condition":{"StringEquals":{"s3:DataAccessPointAccount":"111111111111"}}}]""";

    // S3 User Guide, "Configuring IAM policies for using access points": "both the access point and the underlying bucket must permit
    // the request"; "Delegating access control to access points".
    [Theory]
    [InlineData(Delegation, "arn:aws:s3:eu-west-1:111111111111:accesspoint/ap/object/*", "arn:aws:s3:::other/*", Outcome.Allowed)]
    [InlineData(null, "arn:aws:s3:eu-west-1:111111111111:accesspoint/ap/object/*", "arn:aws:s3:::other/*", Outcome.ImplicitlyDenied)]
    [InlineData(null, "arn:aws:s3:eu-west-1:111111111111:accesspoint/ap/object/*", "arn:aws:s3:::b/*", Outcome.Allowed)]
    [InlineData(Delegation, "arn:aws:s3:::b/*", "arn:aws:s3:::b/*", Outcome.ImplicitlyDenied)]
    [InlineData("""[{"Effect":"Deny","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/secret/*"}]""", "*", "*", Outcome.ExplicitlyDenied)]
    public void Access_point_and_bucket_must_both_permit(string? bucketPolicy, string first, string second, Outcome expected)
    {
        var ann = User("Ann", $$"""[{"Effect":"Allow","Action":"s3:GetObject","Resource":["{{first}}","{{second}}"]}]""");
        var estate = Empty with { Users = [ann], Resources = [Bucket("b", bucketPolicy), AccessPoint(A)] };
        var decision = Ask(estate, ann.Arn, "s3:GetObject", $"{Point}/object/secret/a.txt");
        Assert.Equal(expected is Outcome.ExplicitlyDenied ? Outcome.ImplicitlyDenied : expected, decision.Outcome);
        if (decision.Outcome is not Outcome.Allowed)
            Assert.Single(decision.BlockedBy);
    }

    [Fact]
    public void A_caller_of_another_account_needs_point_bucket_and_identity_policy()
    {
        var eve = User("Eve", Allow("s3:GetObject", $"{Point}/object/*"), B);
        var policy = $$"""[{"Effect":"Allow","Principal":{"AWS":"{{eve.Arn}}"},"Action":"s3:GetObject","Resource":"{{Point}}/object/*"}]""";
        Outcome Of(string? point, string? bucket) => Ask(Empty with { Users = [eve], Resources = [Bucket("b", bucket), AccessPoint(A, point)] }, eve.Arn, "s3:GetObject", $"{Point}/object/a.txt").Outcome;
        Assert.Equal(Outcome.Allowed, Of(policy, Delegation));
        Assert.Equal(Outcome.ImplicitlyDenied, Of(policy, null));
        Assert.Equal(Outcome.ImplicitlyDenied, Of(null, Delegation));
    }

    [Fact]
    public void The_bucket_behind_a_point_that_no_export_shows_leaves_the_answer_open()
    {
        var ann = User("Ann", Allow("s3:Get*"));
        var decision = Ask(Empty with { Users = [ann] }, ann.Arn, "s3:GetObject", $"{Point}/object/a.txt");
        Assert.Equal((Outcome.Conditional, "bucket"), (decision.Outcome, decision.BlockedBy.Single()));
        Assert.Contains($"setting:bucket of {Point}", decision.MissingContext);
        Assert.Equal(Outcome.Allowed, Ask(Empty with { Users = [ann] }, ann.Arn, "s3:GetAccessPoint", Point).Outcome);
    }

    // S3 User Guide, "Mapping of ACL permissions and access policy permissions", "Controlling ownership of objects and disabling ACLs".
    [Theory]
    [InlineData("*", "s3:ListBucket", "ObjectWriter", Outcome.Allowed)]
    [InlineData("*", "s3:ListBucket", "BucketOwnerPreferred", Outcome.Allowed)]
    [InlineData("*", "s3:ListBucket", "BucketOwnerEnforced", Outcome.ImplicitlyDenied)]
    [InlineData("*", "s3:ListBucket", null, Outcome.Conditional)]
    [InlineData("*", "s3:PutObject", "ObjectWriter", Outcome.ImplicitlyDenied)]
    [InlineData("*", "s3:GetBucketAcl", "ObjectWriter", Outcome.ImplicitlyDenied)]
    [InlineData("arn:aws:iam::222222222222:user/Eve", "s3:PutBucketAcl", "ObjectWriter", Outcome.Allowed)]
    [InlineData("arn:aws:iam::222222222222:user/Nobody", "s3:PutBucketAcl", "ObjectWriter", Outcome.ImplicitlyDenied)]
    [InlineData("*", "s3:PutBucketAcl", "ObjectWriter", Outcome.ImplicitlyDenied)]
    public void Access_control_lists_let_in_unless_they_are_disabled(string who, string action, string? ownership, Outcome expected)
    {
        var bucket = Bucket("b", properties: Properties(ownership));
        var estate = Empty with { Users = [User("Eve", Allow("s3:*"), B), User("Nobody", "[]", B)], Resources = [bucket] };
        var decision = Ask(estate, who, action, action is "s3:PutObject" ? "arn:aws:s3:::b/k" : bucket.Arn);
        Assert.Equal(expected, decision.Outcome);
        if (expected is Outcome.Conditional)
            Assert.Equal(["setting:ObjectOwnership"], decision.MissingContext);
    }

    [Fact]
    public void Who_can_and_what_can_know_access_control_lists()
    {
        var estate = Empty with { Users = [User("Eve", Allow("s3:*"), B)], Resources = [Bucket("b", properties: Properties("ObjectWriter"))] };
        var access = new AwsAccess(estate);
        Assert.Equal(["*", estate.Users[0].Arn], access.WhoCan("s3:ListBucket", "arn:aws:s3:::b", AccessRequest.NoContext, roots: false).Select(h => h.Id).Order(StringComparer.Ordinal));
        Assert.Contains(access.WhatCan(estate.Users[0].Arn, "s3:ListBucket").Entitlements, e => e.Sources.Any(s => s.Policy == "acl of arn:aws:s3:::b"));
    }

    [Fact]
    public void A_list_that_names_the_canonical_id_of_an_account_names_the_account()
    {
        var own = Bucket("own", account: B, properties: """{"AccessControlList":{"Owner":{"ID":"bbbb2222"},"Grants":[]}}""");
        var bucket = Bucket("b", properties: """{"ObjectOwnership":"ObjectWriter","AccessControlList":{"Owner":{"ID":"aaaa1111"},"Grants":[{"Grantee":{"ID":"bbbb2222","Type":"CanonicalUser"},"Permission":"READ"}]}}""");
        var estate = Empty with { Users = [User("Eve", Allow("s3:*"), B), User("Bob", Allow("sqs:*"), B)], Resources = [own, bucket] };
        Assert.Equal(Outcome.Allowed, Ask(estate, "arn:aws:iam::222222222222:user/Eve", "s3:ListBucket", bucket.Arn).Outcome);
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, "arn:aws:iam::222222222222:user/Bob", "s3:ListBucket", bucket.Arn).Outcome);
    }

    [Fact]
    public void A_bucket_policy_that_names_a_canonical_id_names_the_account()
    {
        var own = Bucket("own", account: B, properties: """{"AccessControlList":{"Owner":{"Id":"bbbb2222"},"GrantList":[]}}""");
        var bucket = Bucket("b", """[{"Effect":"Allow","Principal":{"CanonicalUser":"bbbb2222"},"Action":"s3:ListBucket","Resource":"*"}]""");
        Assert.Equal(Outcome.Allowed, Ask(Empty with { Users = [User("Eve", Allow("s3:*"), B)], Resources = [own, bucket] }, "arn:aws:iam::222222222222:user/Eve", "s3:ListBucket", bucket.Arn).Outcome);
    }

    // S3 User Guide, "Blocking public access": IgnorePublicAcls.
    [Fact]
    public void Public_lists_are_ignored_where_the_block_says_so()
    {
        var block = new PublicAccessBlock(false, IgnorePublicAcls: true, false, false);
        var estate = Empty with { Accounts = [Account(A, block), Account(B)], Resources = [Bucket("b", properties: Properties("ObjectWriter"))] };
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, "*", "s3:ListBucket", "arn:aws:s3:::b").Outcome);
    }

    // Organizations User Guide, "Amazon S3 policy syntax and examples"; "Understanding management policy inheritance".
    [Theory]
    [InlineData("""{"@@assign":"all"}""", null, true)]
    [InlineData("""{"@@assign":"none"}""", null, false)]
    [InlineData("""{"@@assign":"all"}""", """{"@@assign":"none"}""", false)]
    [InlineData("""{"@@assign":"all","@@operators_allowed_for_child_policies":["@@none"]}""", """{"@@assign":"none"}""", true)]
    [InlineData(null, """{"@@assign":"all"}""", true)]
    public void An_organisations_policy_blocks_public_access_in_its_accounts(string? root, string? account, bool blocked)
    {
        var nodes = new Dictionary<string, OrganizationNode>
        {
            ["r-1"] = new("r-1", "root", "root", null, null, null) { S3Policies = S3Policy(root) },
            [A] = new(A, "account", A, "r-1", null, null) { S3Policies = S3Policy(account) },
        };
        var organization = new AwsOrganization("o-1", "999999999999", nodes, false, false, new Dictionary<string, IReadOnlyList<string>>());
        var bucket = Bucket("b", """[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"*"}]""");
        var decision = Ask(Empty with { Organizations = [organization], Resources = [bucket] }, "*", "s3:GetObject", "arn:aws:s3:::b/k");
        Assert.Equal(blocked ? Outcome.ExplicitlyDenied : Outcome.Allowed, decision.Outcome);
    }

    // KMS Developer Guide, "AWS managed keys": their policy lets in callers of the account through the service, and nobody else.
    [Theory]
    [InlineData("arn:aws:iam::111111111111:user/Ann", Outcome.Allowed)]
    [InlineData("arn:aws:iam::222222222222:user/Eve", Outcome.ImplicitlyDenied)]
    public void Data_under_the_managed_key_is_for_its_own_account(string who, Outcome expected)
    {
        var bucket = Bucket(
            "b", """[{"Effect":"Allow","Principal":{"AWS":"222222222222"},"Action":"s3:GetObject","Resource":"*"}]""",
            properties: """{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms"}}]}}""");
        var estate = Empty with { Users = [User("Ann", Allow("s3:*")), User("Eve", Allow("s3:*"), B)], Resources = [bucket] };
        Assert.Equal(expected, Ask(estate, who, "s3:GetObject", "arn:aws:s3:::b/k").Outcome);
    }

    [Fact]
    public void A_key_behind_an_alias_that_no_export_resolves_leaves_reading_open()
    {
        var alias = """{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"alias/data"}}]}}""";
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]""");
        var named = Resource("arn:aws:kms:eu-west-1:111111111111:alias/data", "AWS::KMS::Alias", properties: """{"TargetKeyId":"k"}""");
        var estate = Empty with { Users = [User("Ann", Allow("s3:*"))], Resources = [Bucket("b", properties: alias)] };
        Assert.Equal(Outcome.Conditional, Ask(estate, estate.Users[0].Arn, "s3:GetObject", "arn:aws:s3:::b/k").Outcome);
        estate = estate with { Resources = [.. estate.Resources, key, named] };
        Assert.Equal(Outcome.ImplicitlyDenied, Ask(estate, estate.Users[0].Arn, "s3:GetObject", "arn:aws:s3:::b/k").Outcome);
        Assert.Empty(new AwsAccess(estate).WhoCan("s3:GetObject", "arn:aws:s3:::b/*", AccessRequest.NoContext, roots: false));
    }

    [Fact]
    public void What_can_leaves_out_data_whose_key_the_principal_may_not_use()
    {
        var encryption = """{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"arn:aws:kms:eu-west-1:111111111111:key/k"}}]}}""";
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]""");
        var ann = User("Ann", """[{"Effect":"Allow","Action":["s3:GetObject","s3:ListBucket"],"Resource":"*"}]""");
        var entitlements = new AwsAccess(Empty with { Users = [ann], Resources = [key, Bucket("b", properties: encryption)] }).WhatCan(ann.Arn, null).Entitlements;
        Assert.Equal(["arn:aws:s3:::b/*"], entitlements.Single(e => e.Actions.Contains("s3:GetObject")).ExceptResources);
        Assert.Empty(entitlements.Single(e => e.Actions.Contains("s3:ListBucket")).ExceptResources);
    }

    [Fact]
    public void What_is_allowed_only_under_a_key_that_is_not_is_allowed_nowhere()
    {
        var encryption = """{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"arn:aws:kms:eu-west-1:111111111111:key/k"}}]}}""";
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]""");
        Decision Of(string statements) => new AwsAccess(Empty with { Users = [User("Ann", statements)], Resources = [key, Bucket("b", properties: encryption)] })
            .Decide(new AccessRequest(User("Ann").Arn, "s3:GetObject", null, AccessRequest.NoContext));
        Assert.Equal("dataKey", Of(Allow("s3:GetObject", "arn:aws:s3:::b/in/*")).BlockedBy.Single());
        Assert.Equal(Outcome.Allowed, Of(Allow("s3:GetObject", "arn:aws:s3:::*/in/*")).Outcome);
        Assert.Equal(Outcome.Allowed, Of("""[{"Effect":"Allow","Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"},{"Effect":"Allow","Action":"kms:Decrypt","Resource":"*"}]""").Outcome);
    }

    // Secrets Manager User Guide, "Secret encryption and decryption in AWS Secrets Manager".
    [Theory]
    [InlineData("secretsmanager:GetSecretValue", "arn:aws:kms:eu-west-1:111111111111:key/k", "secretsmanager:*", Outcome.ImplicitlyDenied)]
    [InlineData("secretsmanager:GetSecretValue", "arn:aws:kms:eu-west-1:111111111111:key/k", "*", Outcome.Allowed)]
    [InlineData("secretsmanager:GetSecretValue", "alias/aws/secretsmanager", "secretsmanager:*", Outcome.Allowed)]
    [InlineData("secretsmanager:DescribeSecret", "arn:aws:kms:eu-west-1:111111111111:key/k", "secretsmanager:*", Outcome.Allowed)]
    public void A_secret_under_a_customers_key_is_read_with_the_key(string action, string keyId, string allowed, Outcome expected)
    {
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]""");
        var secret = Resource("arn:aws:secretsmanager:eu-west-1:111111111111:secret:s-AbCdEf", "AWS::SecretsManager::Secret", properties: $$"""{"KmsKeyId":"{{keyId}}"}""");
        var estate = Empty with { Users = [User("Ann", Allow(allowed))], Resources = [key, secret] };
        Assert.Equal(expected, Ask(estate, estate.Users[0].Arn, action, secret.Arn).Outcome);
        var listed = new AwsAccess(estate).WhatCan(estate.Users[0].Arn, action).Entitlements.Single();
        Assert.Equal(expected is Outcome.Allowed ? [] : [secret.Arn], listed.ExceptResources);
    }

    private static AwsResource AccessPoint(string account, string? policy = null) =>
        Resource(Point, "AWS::S3::AccessPoint", policy, account, """{"Bucket":"b","NetworkOrigin":"Internet"}""");

    private static string Properties(string? ownership)
    {
        var rule = ownership is null ? "" : $$""","OwnershipControls":{"Rules":[{"ObjectOwnership":"{{ownership}}"}]}""";
        return $$$"""
            {"AccessControlList":{"Owner":{"ID":"{{{Canonical}}}"},"Grants":[
              {"Grantee":{"ID":"{{{Canonical}}}","Type":"CanonicalUser"},"Permission":"FULL_CONTROL"},
              {"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"},
              {"Grantee":{"Type":"Group","URI":"http://acs.amazonaws.com/groups/global/AuthenticatedUsers"},"Permission":"WRITE_ACP"}]}{{{rule}}}}
            """;
    }

    private static IReadOnlyList<PolicyText> S3Policy(string? configuration)
    {
        if (configuration is null)
            return [];
        using var json = System.Text.Json.JsonDocument.Parse($$$"""{"s3_attributes":{"public_access_block_configuration":{{{configuration}}}}}""");
        return [new PolicyText("s3", json.RootElement.Clone(), default)];
    }

    private static Decision Ask(AwsEstate estate, string who, string action, string resource) =>
        new AwsAccess(estate).Decide(new AccessRequest(who, action, resource, AccessRequest.NoContext));
}
