using Ambit.Aws.Inventory;

namespace Ambit.Tests.Aws.Import;

/// <summary>iam-collect's folders.</summary>
public sealed class CollectedTests
{
    private const string Account = "d/aws/aws/accounts/111122223333/";

    [Fact]
    public void A_role_is_joined_from_its_parts()
    {
        var estate = Estates.Of(
            out var result,
            (Account + "iam/role/app%2fweb/metadata.json", """{"arn":"arn:aws:iam::111122223333:role/app/Web","name":"Web","id":"AROA1","path":"/app/","created":"2025-01-01T00:00:00.000Z","permissionBoundary":"arn:aws:iam::aws:policy/AdministratorAccess"}"""),
            (Account + "iam/role/app%2fweb/trust-policy.json", """{"Statement":[]}"""),
            (Account + "iam/role/app%2fweb/inline-policies.json", """[{"PolicyName":"p","PolicyDocument":{"Statement":[]}}]"""),
            (Account + "iam/role/app%2fweb/managed-policies.json", """["arn:aws:iam::111122223333:policy/Own"]"""),
            (Account + "iam/role/app%2fweb/tags.json", """{"team":"x"}"""),
            (Account + "iam/policy/own/metadata.json", """{"arn":"arn:aws:iam::111122223333:policy/Own","name":"Own","defaultVersionId":"v4"}"""),
            (Account + "iam/policy/own/current-policy.json", """{"Statement":[]}"""));
        Assert.Empty(result.Errors);
        var role = Assert.Single(estate.Roles);
        Assert.Equal(("arn:aws:iam::111122223333:role/app/Web", "Web", "/app/", "x"), (role.Arn, role.Name, role.Path, role.Tags["team"]));
        Assert.True(role.Trust.Known && role.InlinePolicies[0].Known && role.PoliciesKnown);
        Assert.Equal("arn:aws:iam::aws:policy/AdministratorAccess", role.Boundary);
        Assert.Equal(("v4", true), (estate.ManagedPolicies[role.AttachedPolicies[0]].DefaultVersionId, estate.ManagedPolicies[role.AttachedPolicies[0]].Default.Known));
        Assert.True(estate.Lists("111122223333", AwsEstate.Iam));
    }

    [Fact]
    public void A_bucket_is_joined_from_its_parts_and_absent_parts_are_none()
    {
        var estate = Estates.Of(
            (Account + "s3/acme/metadata.json", """{"name":"acme","region":"us-west-2","arn":"arn:aws:s3:::acme","abacEnabled":true}"""),
            (Account + "s3/acme/bpa.json", """{"BlockPublicAcls":true,"IgnorePublicAcls":true,"BlockPublicPolicy":true,"RestrictPublicBuckets":true}"""),
            (Account + "s3/acme/policy.json", """{"Statement":[]}"""),
            (Account + "s3/bare/metadata.json", """{"name":"bare","region":"us-west-2","arn":"arn:aws:s3:::bare"}"""),
            (Account + "s3-bpa.json", """{"BlockPublicAcls":false,"IgnorePublicAcls":false,"BlockPublicPolicy":false,"RestrictPublicBuckets":true}"""),
            (Account + "metadata.json", """{"accountId":"111122223333"}"""));
        var acme = estate.Resources.Single(r => r.Name == "acme");
        Assert.Equal(("AWS::S3::Bucket", "us-west-2", "true", "true"), (acme.Type, acme.Region, acme.Text("PublicAccessBlockConfiguration", "RestrictPublicBuckets"), acme.Text("IsAbacEnabled")));
        Assert.True(acme is { PolicyKnown: true, Policy.Known: true });
        Assert.True(estate.Resources.Single(r => r.Name == "bare") is { PolicyKnown: true, Policy: null });
        Assert.True(Assert.Single(estate.Accounts).PublicAccessBlock!.RestrictPublicBuckets);
    }

    [Theory]
    [InlineData("kms/us-east-1/key/k-1", "arn:aws:kms:us-east-1:111122223333:key/k-1", "AWS::KMS::Key", "policy")]
    [InlineData("lambda/eu-west-1/function/resize", "arn:aws:lambda:eu-west-1:111122223333:function:resize", "AWS::Lambda::Function", "policy")]
    [InlineData("ec2/us-west-2/vpc-endpoint/vpce-1", "arn:aws:ec2:us-west-2:111122223333:vpc-endpoint/vpce-1", "AWS::EC2::VPCEndpoint", "endpoint-policy")]
    [InlineData("newservice/eu-west-1/new-thing/x", "arn:aws:newservice:eu-west-1:111122223333:new-thing/x", "AWS::Newservice::NewThing", "policy")]
    public void Every_service_and_type_is_read(string folder, string arn, string type, string part)
    {
        var estate = Estates.Of(
            (Account + folder + "/metadata.json", $$"""{"arn":"{{arn}}","name":"n","vpc":"arn:aws:ec2:us-west-2:111122223333:vpc/vpc-1"}"""),
            (Account + folder + $"/{part}.json", """{"Statement":[{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*"}]}"""));
        var resource = Assert.Single(estate.Resources);
        Assert.Equal((arn, type), (resource.Arn, resource.Type));
        Assert.True(resource.Policy!.Known);
        Assert.Equal("vpc-1", resource.Text("VpcId"));
    }

    [Fact]
    public void Indexes_tell_whose_a_bucket_is()
    {
        var bucket = Assert.Single(Estates.Of(("d/aws/aws/indexes/buckets-to-accounts.json", """{"b":{"accountId":"111122223333","region":"us-west-2"}}""")).Resources);
        Assert.Equal(("arn:aws:s3:::b", "111122223333", false), (bucket.Arn, bucket.Account, bucket.PolicyKnown));
    }

    [Fact]
    public void A_manifest_names_the_resource_of_a_file()
    {
        var estate = Estates.Of(
            ("111122223333/ambit-manifest.json", """{"ambitManifest":1,"files":[{"file":"kms-key-policy-1.json","resource":"arn:aws:kms:eu-west-1:111122223333:key/abc"}]}"""),
            ("111122223333/kms-key-policy-1.json", """{"Policy":"{\"Statement\":[]}","PolicyName":"default"}"""));
        var key = Assert.Single(estate.Resources);
        Assert.Equal(("arn:aws:kms:eu-west-1:111122223333:key/abc", true), (key.Arn, key.PolicyKnown));
    }

    [Fact]
    public void Last_uses_and_unused_access_are_read()
    {
        var estate = Estates.Of(
            out var result,
            ($"{Uri.EscapeDataString("arn:aws:iam::111122223333:role/Dev")}.json", """{"JobStatus":"COMPLETED","JobType":"ACTION_LEVEL","JobCreationDate":"2026-05-01T00:00:00+00:00","ServicesLastAccessed":[{"ServiceName":"S3","ServiceNamespace":"s3","LastAuthenticated":"2026-04-01T00:00:00+00:00","TrackedActionsLastAccessed":[{"ActionName":"GetObject"}]}]}"""),
            ("111122223333/findings.json", """{"id":"f","findingType":"UnusedPermission","resource":"arn:aws:iam::111122223333:role/Dev","resourceType":"AWS::IAM::Role","status":"ACTIVE","findingDetails":[{"unusedPermissionDetails":{"serviceNamespace":"s3","actions":[{"action":"PutObject"}]}},{"unusedPermissionDetails":{"serviceNamespace":"ec2"}}]}"""),
            ("111122223333/nameless.json", """{"JobStatus":"COMPLETED","ServicesLastAccessed":[]}"""));
        Assert.Contains("do not say of whom", Assert.Single(result.Errors).Message);
        Assert.Equal([("s3", null, true), ("s3", "GetObject", false)], estate.LastAccesses.Select(l => (l.Service, l.Action, l.LastUsedAt is not null)));
        Assert.Equal(["s3:PutObject", "ec2"], Assert.Single(estate.AnalyzerFindings).UnusedActions);
    }
}
