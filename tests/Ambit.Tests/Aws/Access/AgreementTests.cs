using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Inventory;
using Ambit.Tests.Reference;
using CsCheck;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Access;

/// <summary>Ways of asking one question agree: can, who-can, what-can and the fast way without reasons, on random estates.</summary>
public sealed class AgreementTests
{
    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:ListAllMyBuckets", "sqs:SendMessage", "sts:AssumeRole", "kms:Decrypt", "iam:CreateUser"];
    private static readonly string[] Patterns = ["*", "s3:*", "s3:Get*", "s3:List*", "sqs:*", "sts:AssumeRole", "kms:*", "iam:*"];
    private static readonly string[] Resources = ["*", "arn:aws:s3:::b/*", "arn:aws:s3:::b", "arn:aws:s3:::c/*", "arn:aws:iam::111111111111:role/*", "arn:aws:kms:eu-west-1:111111111111:key/k"];
    private static readonly string?[] Asked = [null, "arn:aws:s3:::b/x", "arn:aws:s3:::b", "arn:aws:iam::111111111111:role/R", "arn:aws:kms:eu-west-1:111111111111:key/k", "arn:aws:s3:::b/*"];
    private static readonly string[] Conditions =
    [
        "", "", "", ""","Condition":{"StringEquals":{"aws:username":"U0"}}""", ""","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""",
        ""","Condition":{"Null":{"aws:SourceVpce":"true"}}""", ""","Condition":{"StringEquals":{"aws:PrincipalAccount":"222222222222"}}""",
    ];

    [Fact]
    public void Can_who_can_what_can_and_the_fast_way_agree() => Gen.UInt.Sample(seed => Check(new Dice(seed)), iter: 30, threads: 1);

    private static void Check(Dice dice)
    {
        var access = new AwsAccess(Estate(dice));
        foreach (var action in Actions)
        {
            foreach (var resource in Asked)
            {
                var holders = access.WhoCan(action, resource, AccessRequest.NoContext, roots: true).ToDictionary(h => h.Id, h => h.Outcome);
                foreach (var id in access.World.Ids.Append("arn:aws:iam::111111111111:root"))
                {
                    var can = access.Decide(new AccessRequest(id, action, resource, AccessRequest.NoContext)).Outcome;
                    Assert.True(Holds(can) ? holders.GetValueOrDefault(id) == can : !holders.ContainsKey(id), $"can and who-can: {id} {action} {resource}: {can}");
                    if (resource is not null)
                        Assert.Equal(can, access.World.Decide(access.World.Find(id)!, action, resource));
                }
            }
        }
        foreach (var id in access.World.Ids)
        {
            foreach (var action in Actions)
            {
                var held = access.WhatCan(id, action).Actions.ToHashSet(StringComparer.Ordinal);
                var can = access.Decide(new AccessRequest(id, action, null, AccessRequest.NoContext)).Outcome;
                Assert.True(held.Contains(action) == Holds(can), $"can and what-can: {id} {action}: {can}");
            }
        }
    }

    private static bool Holds(Outcome outcome) => outcome is Outcome.Allowed or Outcome.Conditional;

    private static AwsEstate Estate(Dice dice) => Empty with
    {
        Users = [.. Enumerable.Range(0, 3).Select(i => User($"U{i}", Statements(dice), dice.Chance(3) ? B : A) with { Boundary = dice.Chance(3) ? "arn:aws:iam::aws:policy/AmazonS3FullAccess" : null })],
        Roles = [Role("R", Statements(dice, named: true, "sts:AssumeRole"), Statements(dice))],
        Resources =
        [
            Bucket("b", dice.Chance(2) ? Statements(dice, named: true) : null), Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", Statements(dice, named: true)),
        ],
    };

    private static string Statements(Dice dice, bool named = false, string? action = null) =>
        $"[{string.Join(',', Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => Statement(dice, named, action)))}]";

    private static string Statement(Dice dice, bool named, string? action)
    {
        string[] principals = ["\"*\"", """{"AWS":"111111111111"}""", """{"AWS":"arn:aws:iam::111111111111:user/U0"}""", """{"AWS":"arn:aws:iam::222222222222:root"}""", """{"Service":"sns.amazonaws.com"}"""];
        var principal = named ? $"\"Principal\":{dice.Of(principals)}," : "";
        var resource = action is null ? $"\"{(dice.Chance(6) ? "NotResource" : "Resource")}\":\"{dice.Of(Resources)}\"" : "\"Sid\":\"T\"";
        return $"{{\"Effect\":\"{(dice.Chance(4) ? "Deny" : "Allow")}\",{principal}\"Action\":\"{action ?? dice.Of(Patterns)}\",{resource}{dice.Of(Conditions)}}}";
    }
}
