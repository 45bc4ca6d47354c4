using Ambit.Usage;

namespace Ambit.Tests;

public sealed class UsageContextTests
{
    [Fact]
    public void The_same_pairs_in_any_order_are_the_same_context()
    {
        var a = UsageContext.Of([new("aws:RequestedRegion", "eu-west-1"), new("aws:ViaAWSService", "true")]);
        var b = UsageContext.Of([new("aws:ViaAWSService", "true"), new("aws:RequestedRegion", "eu-west-1")]);
        Assert.Equal(a, b);
        Assert.Equal(["eu-west-1"], UsageContext.Parse(a.Text).ToDictionary()["aws:requestedregion"]);
    }
}
