using Ambit.Aws.Inventory;
using Ambit.Tests.Aws.RightSizing;

namespace Ambit.Tests.Aws.Import;

/// <summary>Names in logs joined with the inventory.</summary>
public sealed class NamedResourcesTests
{
    private static readonly NamedResources Names = new(SmallEstate.Of([]) with
    {
        Roles = [.. SmallEstate.Of([]).Roles.Select(r => r with { Arn = $"arn:aws:iam::{SmallEstate.Account}:role/web/App", Name = "App", Path = "/web/" })],
        InstanceProfiles = [new AwsInstanceProfile($"arn:aws:iam::{SmallEstate.Account}:instance-profile/fleet/web", "web", SmallEstate.Account, $"arn:aws:iam::{SmallEstate.Account}:role/web/App")],
    });

    [Theory]
    [InlineData("iam:PassRole", "instance-profile/web", "role/web/App")]
    [InlineData("iam:PassRole", "instance-profile/fleet/web", "role/web/App")]
    [InlineData("iam:PassRole", "role/App", "role/web/App")]
    [InlineData("iam:GetRole", "role/app", "role/web/App")]
    [InlineData("iam:GetInstanceProfile", "instance-profile/web", "instance-profile/fleet/web")]
    [InlineData("iam:GetRole", "role/other/App", "role/other/App")]
    [InlineData("iam:GetRole", "role/gone", "role/gone")]
    public void A_bare_name_means_the_one_with_its_path_and_a_profile_the_role_in_it(string action, string logged, string meant) =>
        Assert.Equal($"arn:aws:iam::{SmallEstate.Account}:{meant}", Names.Of(action, $"arn:aws:iam::{SmallEstate.Account}:{logged}"));

    [Fact]
    public void Another_account_s_name_stays_as_it_is() =>
        Assert.Equal("arn:aws:iam::999988887777:role/App", Names.Of("iam:GetRole", "arn:aws:iam::999988887777:role/App"));
}
