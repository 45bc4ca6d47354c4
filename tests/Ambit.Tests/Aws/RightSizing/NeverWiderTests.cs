using System.Text;
using System.Text.Json;
using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Aws.RightSizing;
using Ambit.RightSizing;
using Ambit.Usage;
using CsCheck;

namespace Ambit.Tests.Aws.RightSizing;

/// <summary>For random policies and random histories: all of the history is allowed, and nothing that the original did not.</summary>
public sealed class NeverWiderTests
{
    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketPolicy", "sqs:PurgeQueue", "sqs:CreateQueue", "ec2:DescribeInstances", "ec2:StopInstances", "ec2:RunInstances", "glue:GetTable", "iam:PassRole"];
    private static readonly string[] ActionPatterns = ["*", "s3:*", "s3:Get*", "s3:?etObject", "s3:GetObject", "sqs:*", "sqs:PurgeQueue", "ec2:*", "ec2:Stop*", "ec2:Run*", "glue:*", "iam:PassRole"];
    private static readonly string[] Resources =
    [
        "arn:aws:s3:::a", "arn:aws:s3:::ab", "arn:aws:s3:::a/x", "arn:aws:s3:::a/x/1234", "arn:aws:s3:::a/x/5678", "arn:aws:s3:::a/y/b*c", "arn:aws:s3:::ab/${z}", "arn:aws:s3:::ab/x/q",
        $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:orders", $"arn:aws:sqs:us-east-1:{SmallEstate.Account}:orders-12345", $"arn:aws:sqs:us-east-1:{SmallEstate.Account}:orders-67890",
        $"arn:aws:ec2:eu-west-1:{SmallEstate.Account}:instance/i-0123456789abcdef0", $"arn:aws:ec2:eu-west-1:{SmallEstate.Account}:instance/i-0fedcba9876543210",
        $"arn:aws:ec2:us-east-1:{SmallEstate.Account}:instance/*", $"arn:aws:sqs:eu-west-1:{SmallEstate.Account}:orders-??????", $"arn:aws:ec2:eu-west-1:{SmallEstate.Account}:subnet/subnet-0a",
        $"arn:aws:glue:eu-west-1:{SmallEstate.Account}:table/d/t", $"arn:aws:iam::{SmallEstate.Account}:role/job", $"arn:aws:iam::{SmallEstate.Account}:instance-profile/web",
    ];

    private static readonly string[] ResourcePatterns =
    [
        "*", "arn:aws:s3:::*", "arn:aws:s3:::a*", "arn:aws:s3:::a", "arn:aws:s3:::a/*", "arn:aws:s3:::a/x/????", "arn:aws:s3:::*/x/*", $"arn:aws:sqs:*:{SmallEstate.Account}:*", "arn:aws:sqs:us-*",
        $"arn:aws:sqs:us-east-1:{SmallEstate.Account}:orders-6*", $"arn:aws:ec2:*:{SmallEstate.Account}:instance/*", $"arn:aws:ec2:*:*:instance/i-0${{aws:PrincipalAccount}}*", "arn:aws:s3:::ab/${*}z",
        $"arn:aws:ec2:*:{SmallEstate.Account}:*", $"arn:aws:ec2:us-*:{SmallEstate.Account}:volume/vol-*", $"arn:aws:glue:*:{SmallEstate.Account}:*", $"arn:aws:iam::{SmallEstate.Account}:*/*b",
    ];

    private static readonly string[] Conditions =
    [
        "", "", "", """,'Condition':{'StringEquals':{'aws:RequestedRegion':'eu-west-1'}}""", """,'Condition':{'Bool':{'aws:ViaAWSService':'true'}}""", """,'Condition':{'StringLike':{'aws:SourceVpce':'vpce-1*'}}""",
    ];

    private static readonly Gen<string> Statement =
        from deny in Gen.Int[0, 5]
        from notAction in Gen.Int[0, 7]
        from notResource in Gen.Int[0, 7]
        from actions in Any(ActionPatterns).Array[1, 3]
        from resources in Any(ResourcePatterns).Array[1, 3]
        from condition in Any(Conditions)
        select $$"""{"Effect":"{{(deny == 0 ? "Deny" : "Allow")}}","{{(notAction == 0 ? "NotAction" : "Action")}}":{{List(actions)}},"{{(notResource == 0 ? "NotResource" : "Resource")}}":{{List(resources)}}{{condition.Replace('\'', '"')}}}""";

    private static readonly Gen<string> Policy =
        from old in Gen.Int[0, 5]
        from statements in Statement.Array[1, 4]
        select $$"""{"Version":"{{(old == 0 ? "2008-10-17" : "2012-10-17")}}","Statement":[{{string.Join(',', statements)}}]}""";

    private static readonly Gen<Asked> Request =
        Gen.Select(Any(Actions), Gen.Int[-1, Resources.Length - 1], Any("eu-west-1", "us-east-1"), Any("true", "false"), Any("", "", "vpce-1a", "vpce-2b"),
            (action, resource, region, via, endpoint) => new Asked(action, resource < 0 ? null : Resources[resource], region, via, endpoint));

    [Fact]
    public void The_least_policy_allows_all_of_the_history_and_nothing_that_the_original_did_not() =>
        Gen.Select(Policy.Array[1, 3], Request.Array[0, 30], Request.Array[25], Gen.Enum<ResourceRule>()).Sample(
            (policies, past, others, rule) => Holds(policies, past, others, rule), iter: 200, threads: 2);

    private static void Holds(string[] policies, Asked[] past, Asked[] others, ResourceRule rule)
    {
        var world = new AwsWorld(SmallEstate.Of(policies));
        var before = world.Find(SmallEstate.Role)!;
        var history = past.Where(r => Decide(world, before, r) is Outcome.Allowed).Select(Row).ToList();
        var sizing = new AwsRightSizing(world);
        var result = sizing.Size(sizing.Find(SmallEstate.Role)!, history, new SizingOptions(UsageWindow.Before(new DateTimeOffset(2026, 10, 31, 0, 0, 0, TimeSpan.Zero), 90), rule)).Single();
        Assert.Empty(result.Replay.WouldDeny);
        Assert.Equal(history.Count, result.Replay.Allowed);
        Assert.True(result.Proof!.NeverWider != false, result.Proof.Sentence);
        Assert.DoesNotContain(result.Notes, n => n.Contains("wider", StringComparison.Ordinal));
        var after = world.WithIdentity(before, result.After.Select(p => new PolicyText(p.Name, p.Document, default)));
        foreach (var request in others.Concat(past))
        {
            var now = Decide(world, after, request);
            var then = Decide(world, before, request);
            Assert.False(now is Outcome.Allowed && then is not Outcome.Allowed, $"{request} was {then} and is {now} under {string.Join(' ', result.After.Select(p => p.Document.GetRawText()))}");
            Assert.False(now is Outcome.Conditional && then is Outcome.ExplicitlyDenied or Outcome.ImplicitlyDenied, $"{request} was {then} and is {now}");
        }
    }

    /// <summary>Any request at all, whether or not its resource is of a type that the action takes: a log may name none, or another.</summary>
    private sealed record Asked(string Action, string? Resource, string Region, string Via, string Endpoint)
    {
        public (string Key, string Value)[] Context => [("aws:RequestedRegion", Region), ("aws:ViaAWSService", Via), .. Endpoint.Length == 0 ? [] : new[] { ("aws:SourceVpce", Endpoint) }];
    }

    private static Outcome Decide(AwsWorld world, CompiledPrincipal principal, Asked r) => world.Decide(principal, r.Action, r.Resource, world.Context(r.Context));

    private static UsageRow Row(Asked r) => RightSizingTests.Used(r.Action, r.Resource, r.Context);

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string List(string[] values) => new StringBuilder().Append('[').AppendJoin(',', values.Select(v => $"\"{v}\"")).Append(']').ToString();
}
