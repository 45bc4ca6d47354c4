using Ambit.Access;
using Ambit.Aws;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;

namespace Ambit.Tests.Aws.Access;

/// <summary>What nobody can tell is not counted as held, answers stay open, and who asks what is missing is told.</summary>
public sealed class UnknownPolicyTests
{
    private static readonly AwsEstate Whole = SmallEstate.Empty with { Coverage = new HashSet<(string, string)> { (SmallEstate.A, AwsEstate.Iam) } };
    private const string Lost = "arn:aws:iam::111111111111:policy/lost";

    [Fact]
    public void An_attached_policy_without_a_text_counts_nothing_and_leaves_the_answer_open()
    {
        var estate = Whole with { Users = [SmallEstate.User("ada", SmallEstate.Allow("s3:GetObject")) with { AttachedPolicies = [Lost] }] };
        var access = new AwsAccess(estate);
        var ada = estate.Users[0].Arn;
        Assert.Contains("s3:GetObject", access.HeldActions(ada));
        Assert.DoesNotContain("sqs:SendMessage", access.HeldActions(ada));
        Assert.Equal(Outcome.Conditional, access.Decide(new AccessRequest(ada, "sqs:SendMessage", null, new Dictionary<string, IReadOnlyList<string>>())).Outcome);
        var missing = Assert.Single(new AwsCloudEstate(estate, access).NotCollected);
        Assert.Equal((SmallEstate.A, Lost), (missing.Scope, missing.What));
        Assert.Contains("ada", missing.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Who_is_only_listed_is_named_as_missing_once_an_account()
    {
        var listed = new[] { "a", "b", "c", "d", "e", "f" }.Select(n => SmallEstate.User(n) with { PoliciesKnown = false }).ToList();
        var estate = Whole with { Users = [.. listed, SmallEstate.User("known")] };
        var missing = Assert.Single(new AwsCloudEstate(estate, new AwsAccess(estate)).NotCollected);
        Assert.Equal("policies of a, b, c, d, e and 1 more", missing.What);
    }

    [Fact]
    public void An_account_that_no_export_lists_whole_is_named()
    {
        var estate = Whole with
        {
            Users = [SmallEstate.User("a"), SmallEstate.User("b", account: SmallEstate.B)],
        };
        Assert.Equal(SmallEstate.B, Assert.Single(new AwsCloudEstate(estate, new AwsAccess(estate)).NotCollected).Scope);
    }
}
