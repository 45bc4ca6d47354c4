using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Tests.Aws.Catalogue;

public sealed class ArnTemplateTests
{
    [Theory]
    [InlineData("arn:${Partition}:s3:::${BucketName}/${ObjectName}", "arn:aws:s3:::b/k/with/slashes", true)]
    [InlineData("arn:${Partition}:s3:::${BucketName}/${ObjectName}", "arn:aws-cn:s3:::b/k:with:colons", true)]
    [InlineData("arn:${Partition}:s3:::${BucketName}/${ObjectName}", "arn:aws:s3:::b", false)]
    [InlineData("arn:${Partition}:s3:::${BucketName}/${ObjectName}", "arn:aws:s3:::b/", false)]
    [InlineData("arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}", "arn:aws:s3:eu-west-1:111122223333:accesspoint/p", true)]
    [InlineData("arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}", "arn:aws:s3:::accesspoint/p", false)]
    [InlineData("arn:${Partition}:s3:${Region}:${Account}:accesspoint/${AccessPointName}", "arn:aws:s3:eu-west-1:1111:2222:accesspoint/p", false)]
    [InlineData("arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}", "arn:aws:iam::111122223333:role/path/r", true)]
    [InlineData("arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}", "arn:aws:iam::111122223333:user/r", false)]
    [InlineData("arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${Version}", "arn:aws:lambda:eu-west-1:1:function:f:7", true)]
    [InlineData("arn:${Partition}:lambda:${Region}:${Account}:function:${FunctionName}:${Version}", "arn:aws:lambda:eu-west-1:1:function:f", false)]
    [InlineData("arn:${Partition}:ssm:${Region}:${Account}:parameter/${ParameterNameWithoutLeadingSlash}", "arn:aws:ssm:eu-west-1:1:parameter/a/b", true)]
    [InlineData("arn:${Partition}:x:::a/${A}/b/${B}", "arn:aws:x:::a/1/b/2/b/3", true)]
    [InlineData("arn:${Partition}:x:::a/${A}/b/${B}", "arn:aws:x:::a/1/c/2", false)]
    [InlineData("arn:${Partition}:x:::fixed", "arn:aws:x:::fixed", true)]
    [InlineData("arn:${Partition}:x:::fixed", "arn:aws:x:::fixed2", false)]
    [InlineData("arn:${Partition}:x:::fixed", "arn::x:::fixed", false)]
    [InlineData("arn:${Partition}:x:::fixed", "arn:", false)]
    [InlineData("arn:${Partition}:x:::fixed", "", false)]
    public void An_ARN_is_of_a_template_where_its_fixed_text_is_there_and_no_variable_is_empty(string template, string arn, bool matches) =>
        Assert.Equal(matches, new ArnTemplate(template).Matches(Encoding.UTF8.GetBytes(arn)));

    [Fact]
    public void An_ARN_built_to_be_tried_in_very_many_ways_is_given_up()
    {
        var template = new ArnTemplate("arn:${Partition}:x:::" + string.Concat(Enumerable.Range(0, 12).Select(i => $"${{V{i}}}/")) + "end");
        Assert.False(template.Matches(Encoding.UTF8.GetBytes("arn:aws:x:::" + new string('/', 5000))));
    }
}
