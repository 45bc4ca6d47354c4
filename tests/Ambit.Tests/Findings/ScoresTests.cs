using Ambit.Findings;
using Ambit.Findings.Scoring;

namespace Ambit.Tests.Findings;

public sealed class ScoresTests
{
    [Fact]
    public void Who_may_change_permissions_weighs_ten_times_who_may_list()
    {
        Assert.Equal(10, Power.Weight("Permissions management") / Power.Weight("List"));
    }

    [Fact]
    public void What_the_logs_could_not_have_shown_is_in_neither_part_of_the_share()
    {
        var power = new Power([new("Read", 1, 0, 0), new("Write", 0, 1, 1)]);
        Assert.Equal((1.5, 3.0, 1), (power.UsedWeight, power.UnusedWeight, power.Unused));
        Assert.Equal((2, 0), (power.Held("Write", sized: false), power.Held("Write", sized: true)));
    }

    [Fact]
    public void A_score_is_the_sum_of_its_factors_and_never_more_than_a_hundred()
    {
        var score = new IdentityScore("a", "aws", "1", [new("administrator", 60, ""), new("becomes more", 40, ""), new("production", 10, "")], [new("unused power", 70, "")]);
        Assert.Equal((100, 70), (score.Impact, score.Waste));
    }
}
