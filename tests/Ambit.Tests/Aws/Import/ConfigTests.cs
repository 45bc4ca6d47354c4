using System.Text.Json;
using Ambit.Aws.Inventory;

namespace Ambit.Tests.Aws.Import;

public sealed class ConfigTests
{
    private const string Function = """
        {"resourceType":"AWS::Lambda::Function","resourceId":"resize","resourceName":"resize","ARN":"arn:aws:lambda:eu-west-1:111122223333:function:resize","awsAccountId":"111122223333","awsRegion":"eu-west-1",
         "configuration":{"functionName":"resize","role":"arn:aws:iam::111122223333:role/resize","environment":{"variables":{"PASSWORD":"hunter2"}}},
         "supplementaryConfiguration":{"Policy":"{\"policy\":\"{\\\"Statement\\\":[]}\"}","Tags":{}},"tags":{"team":"x"}}
        """;

    private static string Snapshot(params string[] items) => $$$"""{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{{{string.Join(',', items)}}}]}""";

    private static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text)}\"";

    [Fact]
    public void A_snapshot_is_read_and_covers_what_Config_records()
    {
        var estate = Estates.Of(out var result, ("111122223333/config-snapshot.json", Snapshot(Function)));
        var function = Assert.Single(estate.Resources);
        Assert.Equal(("resize", "eu-west-1", "arn:aws:iam::111122223333:role/resize", "x"), (function.Name, function.Region, function.Text("Role"), function.Tags["team"]));
        Assert.True(function is { PolicyKnown: true, Policy.Known: true });
        Assert.True(estate.Lists("111122223333", "AWS::Lambda::Function"));
        Assert.True(estate.Lists("111122223333", "AWS::SageMaker::NotebookInstance"));
        Assert.False(estate.Lists("111122223333", "AWS::ECS::Task"));
        Assert.False(estate.Lists("111122223333", AwsEstate.Iam));
        Assert.False(estate.Lists("999988887777", "AWS::Lambda::Function"));
        Assert.DoesNotContain(result.Estate.Documents, d => d.Content.ValueKind != JsonValueKind.Undefined && d.Content.GetRawText().Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void An_empty_snapshot_covers_the_account_of_its_folder()
    {
        Assert.True(Estates.Of(("111122223333/config-snapshot.json", Snapshot())).Lists("111122223333", "AWS::Lambda::Function"));
        Assert.Empty(Estates.Of(out var result, ("config-snapshot.json", Snapshot())).Coverage);
        Assert.Contains("names no account", Assert.Single(result.Notes));
    }

    [Fact]
    public void What_was_deleted_is_not_there()
    {
        Assert.Empty(Estates.Of(("s.json", Snapshot(Function.Replace("\"resourceId\"", "\"configurationItemStatus\":\"ResourceDeleted\",\"resourceId\"", StringComparison.Ordinal)))).Resources);
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("query")]
    [InlineData("query of texts")]
    [InlineData("invoking event")]
    [InlineData("EventBridge")]
    [InlineData("SNS")]
    public void An_item_is_read_wherever_it_stands(string where)
    {
        var wrapped = $$$"""{"configurationItem":{{{Function}}},"messageType":"ConfigurationItemChangeNotification"}""";
        var content = where switch
        {
            "snapshot" => Snapshot(Function),
            "query" => $$$"""{"Results":[{{{Function}}}],"QueryInfo":{"SelectFields":[]}}""",
            "query of texts" => $$$"""{"Results":[{{{Quoted(Function)}}}],"QueryInfo":{"SelectFields":[]}}""",
            "invoking event" => $$$"""{"version":"1.0","invokingEvent":{{{Quoted(wrapped)}}},"ruleParameters":"{}"}""",
            "EventBridge" => $$$"""{"detail-type":"Config Configuration Item Change","detail":{{{wrapped}}}}""",
            _ => $$$"""{"Type":"Notification","Message":{{{Quoted(wrapped)}}}}""",
        };
        var estate = Estates.Of(out var result, ("x", content));
        Assert.Empty(result.Errors);
        Assert.Equal("arn:aws:iam::111122223333:role/resize", Assert.Single(estate.Resources).Text("Role"));
        Assert.Equal(where == "snapshot", estate.Lists("111122223333", "AWS::Lambda::Function"));
    }

    [Fact]
    public void A_configuration_may_be_text_and_the_account_have_another_name()
    {
        var acl = Quoted(Quoted("""{"owner":{"id":"x"},"grantList":[]}"""));
        var item = $$$"""
            {"resourceType":"AWS::S3::Bucket","arn":"arn:aws:s3:::acme","accountId":"111122223333","configuration":{{{Quoted("""{"name":"acme"}""")}}},
             "supplementaryConfiguration":{"BucketPolicy":{"policyText":"{\"Statement\":[]}"},"AccessControlList":{{{acl}}},
             "PublicAccessBlockConfiguration":"{\"blockPublicAcls\":true,\"restrictPublicBuckets\":true}"}}
            """;
        var bucket = Assert.Single(Estates.Of(("q.json", $$$"""{"Results":[{{{Quoted(item)}}}],"QueryInfo":{}}""")).Resources);
        Assert.Equal("111122223333", bucket.Account);
        Assert.True(bucket is { PolicyKnown: true, Policy.Known: true });
        Assert.Equal("true", bucket.Text("PublicAccessBlockConfiguration", "RestrictPublicBuckets"));
        Assert.Equal("x", bucket.Text("AccessControlList", "Owner", "Id"));
    }

    [Fact]
    public void A_bucket_whose_policy_text_is_null_has_none()
    {
        var bucket = Assert.Single(Estates.Of(("s.json", Snapshot("""{"resourceType":"AWS::S3::Bucket","ARN":"arn:aws:s3:::b","awsAccountId":"111122223333","configuration":{"name":"b"},"supplementaryConfiguration":{"BucketPolicy":{"policyText":null}}}"""))).Resources);
        Assert.Null(bucket.Policy);
        Assert.True(bucket.PolicyKnown);
    }

    [Fact]
    public void A_policy_that_is_broken_is_unknown_and_named()
    {
        var bucket = Assert.Single(Estates.Of(out var result, ("s.json", Snapshot("""{"resourceType":"AWS::S3::Bucket","ARN":"arn:aws:s3:::b","awsAccountId":"111122223333","configuration":{"name":"b"},"supplementaryConfiguration":{"BucketPolicy":{"policyText":"{oops"}}}"""))).Resources);
        Assert.False(bucket.PolicyKnown);
        Assert.Contains("arn:aws:s3:::b", Assert.Single(result.Errors).Message);
    }

    [Fact]
    public void Rows_that_do_not_say_what_they_are_of_are_named_and_not_guessed()
    {
        var estate = Estates.Of(out var result, ("q.json", """{"Results":["{\"configuration\":{\"x\":1}}","{\"resourceId\":\"a\"}"],"QueryInfo":{"SelectFields":[{"Name":"configuration.x"}]}}"""));
        Assert.Empty(estate.Resources);
        Assert.Contains("2 rows", Assert.Single(result.Notes));
    }

    [Fact]
    public void IAM_items_are_identities()
    {
        var estate = Estates.Of(("s.json", Snapshot("""
            {"resourceType":"AWS::IAM::Role","resourceId":"AROA1","ARN":"arn:aws:iam::111122223333:role/r","awsAccountId":"111122223333","awsRegion":"global",
             "configuration":{"path":"/","roleName":"r","roleId":"AROA1","arn":"arn:aws:iam::111122223333:role/r","assumeRolePolicyDocument":"%7B%22Statement%22%3A%5B%5D%7D",
             "rolePolicyList":[{"policyName":"p","policyDocument":"%7B%22Statement%22%3A%5B%7B%22Effect%22%3A%22Allow%22%7D%5D%7D"}],"attachedManagedPolicies":[{"policyName":"x","policyArn":"arn:aws:iam::aws:policy/AdministratorAccess"}],"tags":[{"key":"a","value":"b"}]}}
            """)));
        var role = Assert.Single(estate.Roles);
        Assert.True(role.Trust.Known);
        Assert.True(Assert.Single(role.InlinePolicies).Known);
        Assert.Equal("b", role.Tags["a"]);
        Assert.Empty(estate.Resources);
    }

    [Fact]
    public void A_notebook_of_a_snapshot_gets_its_state_from_the_list()
    {
        var estate = Estates.Of(
            ("111122223333/config-snapshot.json", Snapshot("""{"resourceType":"AWS::SageMaker::NotebookInstance","ARN":"arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab","awsAccountId":"111122223333","configuration":{"NotebookInstanceName":"lab","RoleArn":"arn:aws:iam::111122223333:role/lab"}}""")),
            ("111122223333/sagemaker-notebook-instances.json", """{"NotebookInstances":[{"NotebookInstanceName":"lab","NotebookInstanceArn":"arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab","NotebookInstanceStatus":"InService"}]}"""));
        var notebook = Assert.Single(estate.Resources);
        Assert.Equal(("InService", "arn:aws:iam::111122223333:role/lab"), (notebook.Text("NotebookInstanceStatus"), notebook.Text("RoleArn")));
    }
}
