using System.Text.Json;
using Ambit.Aws.Catalogue;

namespace Ambit.Tests.Aws.Catalogue;

public sealed class AwsCatalogueTests
{
    private static readonly AwsCatalogue Catalogue = AwsCatalogue.Current;

    [Fact]
    public void An_action_is_found_whatever_the_case_and_named_in_AWS_s_spelling()
    {
        var index = Catalogue.IndexOf("S3:getobject");
        Assert.Equal("s3:GetObject", Catalogue.Name(index));
        Assert.Equal(-1, Catalogue.IndexOf("s3:GetObjectt"));
    }

    [Fact]
    public void Actions_are_sorted_and_a_service_s_actions_lie_side_by_side()
    {
        var names = Catalogue.Actions.ToArray();
        Assert.Equal(names.Select(n => n.ToLowerInvariant()).Order(StringComparer.Ordinal), names.Select(n => n.ToLowerInvariant()));
        Assert.All(Catalogue.Services, s => Assert.All(names.AsSpan(s.First, s.Count).ToArray(), n => Assert.StartsWith(s.Prefix + ":", n, StringComparison.Ordinal)));
        Assert.Equal(Catalogue.Count, Catalogue.Services.Sum(s => s.Count));
    }

    [Theory]
    [InlineData("s3:ListBucket", AccessLevel.List)]
    [InlineData("s3:PutBucketPolicy", AccessLevel.PermissionsManagement)]
    [InlineData("iam:CreateAccessKey", AccessLevel.Write)]
    [InlineData("ec2:CreateTags", AccessLevel.Tagging)]
    public void A_combined_access_level_is_the_label_that_says_more(string action, AccessLevel level) => Assert.Equal(level, Catalogue.LevelOf(action));

    [Fact]
    public void Resource_types_carry_their_ARN_and_wildcard_only_actions_have_none()
    {
        var types = Catalogue.ResourcesOf(Catalogue.IndexOf("s3:GetObject"));
        Assert.Contains(types, t => t.Type.Arn == "arn:${Partition}:s3:::${BucketName}/${ObjectName}");
        Assert.True(Catalogue.WildcardOnly(Catalogue.IndexOf("s3:ListAllMyBuckets")));
        Assert.False(Catalogue.WildcardOnly(Catalogue.IndexOf("s3:GetObject")));
        Assert.Empty(Catalogue.ResourcesOf(Catalogue.IndexOf("s3:ListAllMyBuckets")));
    }

    [Theory]
    [InlineData("aws:TagKeys", ConditionKeyType.String, true)]
    [InlineData("aws:sourceip", ConditionKeyType.IpAddress, false)]
    [InlineData("aws:ResourceTag/team", ConditionKeyType.String, false)]
    [InlineData("secretsmanager:ResourceTag/team", ConditionKeyType.String, false)]
    [InlineData("ssm:resourceTag/team", ConditionKeyType.String, false)]
    [InlineData("aws:PrincipalOrgPaths", ConditionKeyType.String, true)]
    [InlineData("kms:EncryptionContext:app", ConditionKeyType.String, false)]
    [InlineData("iam:PassedToService", ConditionKeyType.String, false)]
    public void A_condition_key_has_a_type_and_says_whether_it_holds_several_values(string key, ConditionKeyType type, bool many)
    {
        var found = Catalogue.FindConditionKey(key);
        Assert.NotNull(found);
        Assert.Equal(type, found.Type);
        Assert.Equal(many, found.Multivalued);
    }

    [Fact]
    public void An_unknown_condition_key_is_null() => Assert.Null(Catalogue.FindConditionKey("aws:NoSuchKey"));

    [Fact]
    public void Condition_keys_of_an_action_include_those_of_its_resource_types() =>
        Assert.Contains("iam:PassedToService", Catalogue.ConditionKeysOf(Catalogue.IndexOf("iam:PassRole")));

    [Fact]
    public void Resource_control_policies_cover_the_services_that_AWS_lists()
    {
        Assert.True(Catalogue.Service("s3")!.ResourceControlPolicies);
        Assert.False(Catalogue.Service("ec2")!.ResourceControlPolicies);
    }

    [Fact]
    public void Every_managed_policy_unpacks_to_a_policy_document()
    {
        Assert.True(Catalogue.ManagedPolicies.Arns.Count > 1500);
        foreach (var arn in Catalogue.ManagedPolicies.Arns)
        {
            using var document = JsonDocument.Parse(Catalogue.ManagedPolicies.Find(arn)!.Json);
            Assert.True(document.RootElement.TryGetProperty("Statement", out _), arn);
        }
    }

    [Fact]
    public void A_policy_that_is_none_of_AWS_s_is_null() => Assert.Null(Catalogue.ManagedPolicies.Find("arn:aws:iam::111122223333:policy/Mine"));
}
