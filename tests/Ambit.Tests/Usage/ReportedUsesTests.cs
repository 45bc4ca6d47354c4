using Ambit.Usage;

namespace Ambit.Tests.Usage;

public sealed class ReportedUsesTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 31, 0, 0, 0, TimeSpan.Zero);
    private static readonly UsageWindow Window = UsageWindow.Before(Now, 90);

    [Fact]
    public void A_report_tells_used_unused_and_what_it_does_not_track()
    {
        var reported = Of(("s3", null, 10), ("s3", "GetObject", 10), ("s3", "DeleteBucket", null), ("s3", "PutObject", 200), ("ec2", null, null), ("kms", null, 300));
        Assert.True(reported.WasUsed("s3:GetObject"));
        Assert.False(reported.WasUsed("s3:DeleteBucket"));
        Assert.False(reported.WasUsed("s3:PutObject"));
        Assert.Null(reported.WasUsed("s3:GetBucketPolicy"));
        Assert.False(reported.WasUsed("ec2:RunInstances"));
        Assert.False(reported.WasUsed("kms:Decrypt"));
        Assert.Null(reported.WasUsed("sqs:SendMessage"));
        Assert.Equal(["s3"], reported.UsedServices.Select(s => s.Service));
    }

    [Fact]
    public void A_report_from_long_before_the_question_tells_nothing() =>
        Assert.False(new ReportedUses([new ReportedUse("p", "s3", null, null, Now.AddDays(-60), "r")], Window).Any);

    [Fact]
    public void Of_two_reports_the_one_that_saw_a_use_counts()
    {
        var reported = new ReportedUses([new ReportedUse("p", "s3", "s3:GetObject", Now.AddDays(-5), Now, "a"), new ReportedUse("p", "s3", "s3:GetObject", null, Now, "b")], Window);
        Assert.True(reported.WasUsed("s3:GetObject"));
    }

    private static ReportedUses Of(params (string Service, string? Action, int? DaysAgo)[] reports) => new(
        reports.Select(r => new ReportedUse("p", r.Service, r.Action is null ? null : $"{r.Service}:{r.Action}", r.DaysAgo is { } d ? Now.AddDays(-d) : null, Now, "r")), Window);
}
