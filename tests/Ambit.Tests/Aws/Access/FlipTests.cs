using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Access;

/// <summary>The changes that would turn an answer are the smallest sets, and each was proved by deciding again.</summary>
public sealed class FlipTests
{
    private const string Object = "arn:aws:s3:::b/k";

    [Fact]
    public void A_refusal_for_want_of_an_allow_names_the_layer_that_lacks_it()
    {
        var flips = Flips(Empty with { Users = [User("Ann")] }, Object);
        Assert.Equal("allowed once an identity policy of `arn:aws:iam::111111111111:user/Ann` allows `s3:GetObject` on `arn:aws:s3:::b/k`", flips[0]);
        Assert.Contains(flips, f => f.StartsWith("allowed once the policy of `arn:aws:s3:::b/k` lets", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_layers_that_lack_it_are_named_together()
    {
        var ann = User("Ann", Allow("sqs:*")) with { Boundary = "arn:aws:iam::aws:policy/AmazonSQSFullAccess" };
        var flips = Flips(Empty with { Users = [ann], Resources = [Resource("arn:aws:ec2:eu-west-1:111111111111:instance/i-1", "AWS::EC2::Instance")] }, "arn:aws:ec2:eu-west-1:111111111111:instance/i-1", "ec2:StopInstances");
        Assert.Contains("allowed once an identity policy of `arn:aws:iam::111111111111:user/Ann` allows `ec2:StopInstances` on `arn:aws:ec2:eu-west-1:111111111111:instance/i-1`, and the permissions boundary of `arn:aws:iam::111111111111:user/Ann` allows `ec2:StopInstances` on `arn:aws:ec2:eu-west-1:111111111111:instance/i-1`", flips);
    }

    [Fact]
    public void A_deny_is_named_by_its_statement_and_two_of_them_together()
    {
        var statements = """[{"Effect":"Allow","Action":"*","Resource":"*"},{"Sid":"No","Effect":"Deny","Action":"s3:*","Resource":"*"},{"Effect":"Deny","Action":"s3:Get*","Resource":"*"}]""";
        Assert.Equal(["allowed once statement 1 (`No`) of `own` (identity) no longer denies it, and statement 2 of `own` (identity) no longer denies it"], Flips(Empty with { Users = [User("Ann", statements)] }, Object));
    }

    [Fact]
    public void A_condition_that_a_deny_hangs_on_is_milder_than_the_deny_gone()
    {
        var statements = """[{"Effect":"Allow","Action":"*","Resource":"*"},{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1"]}}}]""";
        var flips = Flips(Empty with { Users = [User("Ann", statements)] }, Object, context: ("aws:RequestedRegion", "us-east-1"));
        Assert.Equal("allowed once `StringNotEquals` of `aws:RequestedRegion` with `eu-west-1` does not hold, by which statement 1 of `own` (identity) denies", flips[0]);
        Assert.Equal("allowed once statement 1 of `own` (identity) no longer denies it", flips[1]);
    }

    [Fact]
    public void An_open_answer_names_the_condition_that_decides_it()
    {
        var flips = Flips(Empty with { Users = [User("Ann", Allow("s3:GetObject", rest: ""","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"""))] }, Object);
        Assert.StartsWith("allowed once the conditions of statement 0 of `own` (identity) hold (`StringEquals` of `aws:SourceVpce` with `vpce-1`)", flips[0], StringComparison.Ordinal);
    }

    [Fact]
    public void An_allow_ends_with_the_fewest_statements_that_carry_it()
    {
        var statements = """[{"Effect":"Allow","Action":"s3:*","Resource":"*"},{"Effect":"Allow","Action":"s3:Get*","Resource":"*"}]""";
        Assert.Equal(["denied once statement 0 of `own` (identity) no longer allows it, and statement 1 of `own` (identity) no longer allows it"], Flips(Empty with { Users = [User("Ann", statements)] }, Object));
    }

    [Fact]
    public void The_key_that_data_is_under_is_named()
    {
        var key = Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", """[{"Effect":"Allow","Principal":{"AWS":"111111111111"},"Action":"kms:*","Resource":"*"}]""");
        var bucket = Bucket("b", properties: $$$$"""{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"{{{{key.Arn}}}}"}}]}}""");
        Assert.Equal(
            ["allowed once `arn:aws:iam::111111111111:user/Ann` may `kms:Decrypt` on `arn:aws:kms:eu-west-1:111111111111:key/k` (dataKey)"],
            Flips(Empty with { Users = [User("Ann", Allow("s3:*"))], Resources = [key, bucket] }, Object));
    }

    [Fact]
    public void A_guardrail_is_named_by_its_level()
    {
        var full = Policy("full", Allow("*"));
        var nodes = new Dictionary<string, OrganizationNode> { ["r-1"] = new("r-1", "root", "root", null, [full], null), [A] = new(A, "account", A, "r-1", [Policy("narrow", Allow("ec2:*"))], null) };
        var organization = new AwsOrganization("o-1", "999999999999", nodes, true, false, new Dictionary<string, IReadOnlyList<string>>());
        var flips = Flips(Empty with { Organizations = [organization], Users = [User("Ann", Allow("*"))] }, Object);
        Assert.Equal(["allowed once the service control policies on level 2 from the root over account `111111111111` allow `s3:GetObject` on `arn:aws:s3:::b/k`"], flips);
    }

    [Fact]
    public void Where_no_few_changes_turn_it_that_is_said()
    {
        var denies = string.Join(',', Enumerable.Range(0, 5).Select(i => $$"""{"Effect":"Deny","Action":"s3:*","Resource":"arn:aws:s3:::b/*","Sid":"D{{i}}"}"""));
        Assert.Equal(["allowed by no 4 changes at once"], Flips(Empty with { Users = [User("Ann", $$"""[{"Effect":"Allow","Action":"*","Resource":"*"},{{denies}}]""")] }, Object));
        var root = new AwsAccess(Empty).Decide(new AccessRequest("arn:aws:iam::111111111111:root", "s3:GetObject", Object, AccessRequest.NoContext));
        Assert.Equal(["denied once a policy denies it: no statement by itself carries the allow"], root.Flips);
    }

    private static IReadOnlyList<string> Flips(AwsEstate estate, string resource, string action = "s3:GetObject", params (string Key, string Value)[] context) =>
        new AwsAccess(estate).Decide(new AccessRequest(estate.Users[0].Arn, action, resource, context.ToDictionary(c => c.Key, IReadOnlyList<string> (c) => [c.Value]))).Flips;
}
