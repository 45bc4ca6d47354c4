using Ambit.Access;
using Ambit.Aws.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Inventory;
using Ambit.Tests.Reference;
using CsCheck;
using static Ambit.Tests.Aws.Access.SmallEstate;

namespace Ambit.Tests.Aws.Access;

/// <summary>Ways of asking one question agree: can, who-can, what-can and the fast way without reasons, on random estates.</summary>
public sealed class AgreementTests
{
    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:ListAllMyBuckets", "sqs:SendMessage", "sts:AssumeRole", "kms:Decrypt", "iam:CreateUser"];
    private static readonly string[] Patterns = ["*", "s3:*", "s3:Get*", "s3:List*", "sqs:*", "sts:AssumeRole", "kms:*", "iam:*", "*:Tag*", "ec2:*", "ec2:Run*", "iam:Get*", "dynamodb:*Item", "lambda:*"];
    private static readonly string[] Resources = ["*", "arn:aws:s3:::b/*", "arn:aws:s3:::b", "arn:aws:s3:::c/*", "arn:aws:iam::111111111111:role/*", "arn:aws:kms:eu-west-1:111111111111:key/k", "arn:aws:ec2:*:*:instance/*", "arn:aws:iam::111111111111:user/*"];
    private static readonly string?[] Asked = [null, "arn:aws:s3:::b/x", "arn:aws:s3:::b", "arn:aws:iam::111111111111:role/R", "arn:aws:kms:eu-west-1:111111111111:key/k", "arn:aws:s3:::b/*"];
    private static readonly string[] Conditions =
    [
        "", "", "", ""","Condition":{"StringEquals":{"aws:username":"U0"}}""", ""","Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""",
        ""","Condition":{"Null":{"aws:SourceVpce":"true"}}""", ""","Condition":{"StringEquals":{"aws:PrincipalAccount":"222222222222"}}""",
        ""","Condition":{"StringEquals":{"ec2:InstanceType":"t3.micro"}}""", ""","Condition":{"StringLike":{"s3:prefix":"home/*"}}""", ""","Condition":{"StringNotEquals":{"aws:RequestTag/team":"red"}}""",
    ];

    private const string Encrypted = """{"ServerSideEncryptionConfiguration":{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"aws:kms","KMSMasterKeyID":"arn:aws:kms:eu-west-1:111111111111:key/k"}}]}}""";
    private const string Listed = """{"ObjectOwnership":"ObjectWriter","AccessControlList":{"Grants":[{"Grantee":{"URI":"http://acs.amazonaws.com/groups/global/AllUsers"},"Permission":"READ"}]}}""";

    [Fact]
    public void Can_who_can_what_can_and_the_fast_way_agree() => Gen.UInt.Sample(seed => Check(new Dice(seed)), iter: Environment.GetEnvironmentVariable("AMBIT_FUZZ") == "long" ? 300 : 30, threads: 1);

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
            var held = access.WhatCan(id, null).Actions.ToHashSet(StringComparer.Ordinal);
            foreach (var action in Actions.Concat(Enumerable.Range(0, 100).Select(_ => Any(dice))).Concat(held.Where(_ => dice.Chance(50))))
            {
                var can = access.Decide(new AccessRequest(id, action, null, AccessRequest.NoContext)).Outcome;
                Assert.True(held.Contains(action) == Holds(can), $"can and what-can: {id} {action}: {can}");
            }
        }
    }

    /// <summary>Any action of a few services, among them such with several resource types and such with none.</summary>
    private static string Any(Dice dice)
    {
        var service = AwsCatalogue.Current.Service(dice.Of(["s3", "iam", "ec2", "sqs", "dynamodb", "lambda", "kms", "sts", "organizations"]))!;
        var name = AwsCatalogue.Current.Name(service.First + dice.Below(service.Count));
        // What everybody may do without a permission is no entitlement: what-can does not list it.
        return name is "sts:GetCallerIdentity" or "sts:GetSessionToken" ? Any(dice) : name;
    }

    private static bool Holds(Outcome outcome) => outcome is Outcome.Allowed or Outcome.Conditional;

    private static AwsEstate Estate(Dice dice) => Empty with
    {
        Users = [.. Enumerable.Range(0, 3).Select(i => User($"U{i}", Statements(dice), dice.Chance(3) ? B : A) with { Boundary = dice.Chance(3) ? "arn:aws:iam::aws:policy/AmazonS3FullAccess" : null })],
        Roles = [Role("R", Statements(dice, named: true, "sts:AssumeRole"), Statements(dice))],
        Organizations = dice.Chance(2) ? [Organization(Statements(dice, named: true))] : [],
        Resources =
        [
            Bucket("b", dice.Chance(2) ? Statements(dice, named: true) : null, properties: dice.Chance(2) ? Encrypted : dice.Chance(2) ? Listed : "{}"), Resource("arn:aws:kms:eu-west-1:111111111111:key/k", "AWS::KMS::Key", Statements(dice, named: true)),
        ],
    };

    /// <summary>One root over both accounts, with a resource control policy.</summary>
    private static AwsOrganization Organization(string statements)
    {
        var full = Policy("full", """[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]""");
        var nodes = new Dictionary<string, OrganizationNode>
        {
            ["r-1"] = new("r-1", "root", "root", null, [full], [full, Policy("rcp", statements)]),
            [A] = new(A, "account", A, "r-1", [full], [full]),
            [B] = new(B, "account", B, "r-1", [full], [full]),
        };
        return new AwsOrganization("o-1", "999999999999", nodes, true, true, new Dictionary<string, IReadOnlyList<string>>());
    }

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
