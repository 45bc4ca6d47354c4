using System.Text.Json;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;

namespace Ambit.Tests.Aws.RightSizing;

/// <summary>What a trail records, by the selectors that CloudTrail's API reference describes.</summary>
public sealed class TrailSelectorTests
{
    private const string Management = """{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}""";

    public static TheoryData<string, string, string?> Trails() => new()
    {
        { Advanced(Management), "iam:CreateUser", "All" },
        { Advanced(Management), "s3:GetObject", "None" },
        { Advanced(Management, """{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}"""), "s3:GetObject", "All" },
        { Advanced(Management, """{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}"""), "dynamodb:GetItem", "None" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"resources.ARN","StartsWith":["arn:aws:s3:::a/"]}]}"""), "s3:GetObject", "Some" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"readOnly","Equals":["false"]}]}"""), "s3:GetObject", "None" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"readOnly","Equals":["false"]}]}"""), "s3:PutObject", "All" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"eventName","Equals":["CopyObject"]}]}"""), "s3:PutObject", "All" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]},{"Field":"eventName","Equals":["DeleteObject"]}]}"""), "s3:PutObject", "None" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::Lambda::Function"]},{"Field":"userIdentity.arn","NotStartsWith":["arn:aws:sts::111122223333:assumed-role/noisy"]}]}"""), "lambda:InvokeFunction", "Some" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":["kms.amazonaws.com","rdsdata.amazonaws.com"]}]}"""), "kms:Decrypt", "None" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}]}"""), "iam:ListUsers", "All" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":["false"]}]}"""), "iam:ListUsers", "None" },
        { Advanced("""{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":["false"]}]}"""), "sts:AssumeRole", "None" },
        { Basic("""{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}"""), "s3:GetObject", "All" },
        { Basic("""{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::"]}]}"""), "s3:GetObject", "All" },
        { Basic("""{"ReadWriteType":"All","IncludeManagementEvents":true,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3:::a/"]}]}"""), "s3:GetObject", "Some" },
        { Basic("""{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}"""), "iam:ListUsers", "None" },
        { Basic("""{"ReadWriteType":"All","IncludeManagementEvents":true,"ExcludeManagementEventSources":["kms.amazonaws.com"]}"""), "kms:Decrypt", "None" },
        { Basic("""{"ReadWriteType":"All","IncludeManagementEvents":false,"DataResources":[{"Type":"AWS::S3::Object","Values":["arn:aws:s3"]}]}"""), "iam:ListUsers", null },
        { """{"Name":"t"}""", "iam:ListUsers", null },
        { Advanced(Management), "iam:PassRole", "None" },
    };

    [Theory]
    [MemberData(nameof(Trails))]
    public void A_trail_records_what_its_selectors_say(string trail, string action, string? reach) =>
        Assert.Equal(reach, Of(SmallEstate.Account, trail).Reach(SmallEstate.Account, action)?.ToString());

    [Fact]
    public void Another_account_s_trail_tells_nothing_unless_it_is_the_organisation_s()
    {
        Assert.Null(Of("999988887777", Advanced(Management)).Reach(SmallEstate.Account, "iam:CreateUser"));
        Assert.Equal(TrailReach.All, Of("999988887777", Advanced(Management).Replace("{\"Adv", "{\"IsOrganizationTrail\":true,\"Adv", StringComparison.Ordinal)).Reach(SmallEstate.Account, "iam:CreateUser"));
    }

    [Fact]
    public void Reads_that_no_trail_records_are_kept_and_labelled()
    {
        var trail = new AwsResource(
            $"arn:aws:cloudtrail:eu-west-1:{SmallEstate.Account}:trail/t", "AWS::CloudTrail::Trail", SmallEstate.Account, "eu-west-1", "t", new Dictionary<string, string>(), null, true,
            JsonElement.Parse(Basic("""{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}""")));
        var result = RightSizingTests.Size(
            ["""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["sqs:CreateQueue","sqs:ListQueueTags"],"Resource":"*"}]}"""],
            [RightSizingTests.Used("sqs:CreateQueue", $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:orders")], trail);
        Assert.Equal(("sqs:ListQueueTags", "the trails at hand leave out such management events of sqs"), (result.KeptUnproved.Single().Permission, result.KeptUnproved.Single().Why));
        Assert.True(result.Proof!.NeverWider);
    }

    private static TrailSelectors Of(string account, string trail) => new(SmallEstate.Of([], [
        new AwsResource($"arn:aws:cloudtrail:eu-west-1:{account}:trail/t", "AWS::CloudTrail::Trail", account, "eu-west-1", "t", new Dictionary<string, string>(), null, true, JsonElement.Parse(trail)),
    ]));

    private static string Advanced(params string[] selectors) => $$"""{"AdvancedEventSelectors":[{{string.Join(',', selectors)}}]}""";

    private static string Basic(string selector) => $$"""{"EventSelectors":[{{selector}}]}""";
}
