using System.Text;
using System.Text.Json;
using Ambit.Aws.Access;
using Ambit.Tests.Reference;
using CsCheck;

namespace Ambit.Tests.Aws.Access;

/// <summary>Random requests against the naive second reading of the documentation: no disagreement.</summary>
public sealed class OracleTests
{
    private static readonly string[] Actions = ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "sqs:SendMessage", "kms:Decrypt", "sts:AssumeRole", "dynamodb:GetItem"];
    private static readonly string[] ActionPatterns = ["*", "s3:*", "s3:Get*", "S3:getobject", "s3:?etObject", "s3:PutObject", "sqs:*", "kms:*", "kms:Decrypt", "sts:*", "sts:AssumeRole", "dynamodb:*Item", "s3:GetObject,PutObject", "s3:"];
    private static readonly string[] Resources =
    [
        "arn:aws:s3:::data/a.txt", "arn:aws:s3:::data/Ann/x", "arn:aws:s3:::data", "arn:aws:sqs:eu-west-1:111111111111:jobs",
        "arn:aws:kms:us-east-1:111111111111:key/k", "arn:aws:iam::111111111111:role/Dev", "arn:aws:dynamodb:eu-west-1:222222222222:table/t",
    ];

    private static readonly string[] ResourcePatterns =
    [
        "*", "arn:aws:s3:::data/*", "arn:aws:s3:::data", "arn:aws:s3:::data/${aws:username}/*", "arn:aws:s3:::data/${aws:PrincipalTag/t, 'Ann'}/?", "arn:aws:*:*:*:*",
        "arn:aws:sqs:*:111111111111:j*s", "arn:aws:sqs:eu-west-?:${aws:PrincipalAccount}:jobs", "arn:aws:kms:us-east-1:111111111111:key/*", "arn:*:iam::111111111111:role/*",
        "arn:aws:dynamodb:eu-west-1:*:table/t", "arn:aws:s3:::*/a.txt", "arn:aws:s3:::data/${*}",
    ];

    private static readonly string[] Principals =
    [
        "{\"arn\":\"arn:aws:iam::111111111111:user/Ann\"}", "{\"arn\":\"arn:aws:iam::111111111111:role/Dev\"}", "{\"arn\":\"arn:aws:sts::111111111111:assumed-role/Dev/one\"}",
        "{\"arn\":\"arn:aws:iam::222222222222:user/Eve\"}", "{\"service\":\"sns.amazonaws.com\"}", "{\"anonymous\":true}",
    ];

    private static readonly string[] Named =
    [
        "\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"111111111111\"}", "{\"AWS\":\"arn:aws:iam::111111111111:root\"}", "{\"AWS\":\"arn:aws:iam::111111111111:user/Ann\"}",
        "{\"AWS\":[\"arn:aws:iam::111111111111:role/Dev\"]}", "{\"AWS\":\"arn:aws:sts::111111111111:assumed-role/Dev/one\"}",
        "{\"AWS\":[\"arn:aws:iam::222222222222:user/Eve\",\"222222222222\"]}", "{\"Service\":\"sns.amazonaws.com\"}",
        "{\"AWS\":[\"arn:aws:iam::111111111111:root\",\"arn:aws:iam::111111111111:role/Dev\",\"arn:aws:sts::111111111111:assumed-role/Dev/one\"]}",
    ];

    private static readonly (string Key, string[] Values)[] Keys =
    [
        ("aws:username", ["Ann", "A*", "ann", "${aws:PrincipalTag/t}", "${aws:PrincipalTag/t, 'Ann'}"]),
        ("aws:PrincipalTag/t", ["Ann", "", "*", "a?b", "\u0130", "${*}"]),
        ("aws:TagKeys", ["Ann", "x", "?"]),
        ("aws:PrincipalArn", ["arn:aws:iam::111111111111:user/Ann", "arn:aws:iam::*:role/*", "arn:aws:iam::111111111111:*", "bad", "arn:aws:iam::${aws:PrincipalAccount}:user/*"]),
        ("aws:SourceIp", ["10.0.0.1", "10.0.0.0/8", "2001:db8::/32", "2001:db8::1", "192.0.2.7/24", "x"]),
        ("s3:max-keys", ["1", "10", "-1", "2.50", "x", "+10"]),
        ("aws:CurrentTime", ["2030-01-01", "2030-01-01T00:00:00Z", "1893456000", "2031-05-01T10:00:00+02:00", "x"]),
        ("aws:SecureTransport", ["true", "false", "TRUE", "x"]),
        ("aws:ResourceAccount", ["111111111111", "2*"]),
    ];

    private static readonly string[] Comparisons =
    [
        "StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "NumericEquals", "NumericNotEquals", "NumericLessThan",
        "NumericLessThanEquals", "NumericGreaterThan", "NumericGreaterThanEquals", "DateEquals", "DateNotEquals", "DateLessThan", "DateGreaterThanEquals", "Bool", "BinaryEquals",
        "IpAddress", "NotIpAddress", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike", "Null",
    ];

    [Fact]
    public void The_evaluator_agrees_with_the_naive_reading()
    {
        var simulator = new Simulator();
        var rounds = Environment.GetEnvironmentVariable("AMBIT_FUZZ") == "long" ? 1_000_000L : 100_000L;
        Gen.UInt.Sample(
            seed =>
            {
                var text = Request(new Dice(seed));
                using var json = JsonDocument.Parse(text);
                var mine = simulator.Outcome(SimulationReader.Read(json.RootElement)).ToString();
                var naive = new NaiveAws(json.RootElement).Decide();
                Assert.True(mine == naive, $"evaluator {mine}, naive reading {naive}: {text}");
            },
            iter: rounds, threads: 1);
    }

    private static string Request(Dice dice)
    {
        var text = new StringBuilder("{\"id\":1,\"action\":\"").Append(dice.Of(Actions)).Append("\",\"resource\":{\"arn\":\"").Append(dice.Of(Resources));
        text.Append("\",\"accountId\":\"").Append(dice.Chance(3) ? "111111111111" : dice.Of(["111111111111", "222222222222"])).Append("\"},\"principal\":").Append(dice.Of(Principals));
        text.Append(",\"context\":").Append(Context(dice)).Append(",\"identityPolicies\":").Append(Policies(dice, named: false));
        text.Append(",\"resourcePolicy\":").Append(dice.Chance(2) ? Policy(dice, named: true) : "null");
        text.Append(",\"permissionBoundaries\":").Append(dice.Chance(4) ? Policies(dice, named: false) : "null");
        text.Append(",\"scps\":").Append(Levels(dice, named: false)).Append(",\"rcps\":").Append(Levels(dice, named: true));
        text.Append(",\"sessionPolicy\":").Append(dice.Chance(5) ? Policy(dice, named: false) : "null");
        text.Append(",\"vpcEndpointPolicies\":").Append(dice.Chance(6) ? Policies(dice, named: true) : "null");
        return text.Append(",\"settings\":{},\"wildcardOnlyAction\":false}").ToString();
    }

    private static string Levels(Dice dice, bool named) => dice.Chance(4)
        ? $"[{string.Join(',', Enumerable.Range(0, dice.Below(3)).Select(_ => $"{{\"orgIdentifier\":\"o\",\"policies\":{Policies(dice, named)}}}"))}]" : "[]";

    private static string Policies(Dice dice, bool named) =>
        $"[{string.Join(',', Enumerable.Range(0, dice.Below(3)).Select(i => $"{{\"name\":\"{i}\",\"policy\":{Policy(dice, named)}}}"))}]";

    private static string Policy(Dice dice, bool named)
    {
        var version = dice.Chance(8) ? "" : dice.Chance(10) ? "\"Version\":\"2008-10-17\"," : "\"Version\":\"2012-10-17\",";
        return $"{{{version}\"Statement\":[{string.Join(',', Enumerable.Range(0, 1 + dice.Below(3)).Select(_ => Statement(dice, named)))}]}}";
    }

    private static string Statement(Dice dice, bool named)
    {
        var text = new StringBuilder("{\"Effect\":\"").Append(dice.Chance(4) ? "Deny" : "Allow").Append('"');
        if (named && !dice.Chance(12))
            text.Append(text.ToString().Contains("Deny", StringComparison.Ordinal) && dice.Chance(4) ? ",\"NotPrincipal\":" : ",\"Principal\":").Append(dice.Of(Named));
        text.Append(dice.Chance(6) ? ",\"NotAction\":" : ",\"Action\":").Append(List(dice, ActionPatterns));
        text.Append(dice.Chance(6) ? ",\"NotResource\":" : ",\"Resource\":").Append(List(dice, ResourcePatterns));
        if (dice.Chance(2))
            text.Append(",\"Condition\":{").Append(Condition(dice)).Append('}');
        return text.Append('}').ToString();
    }

    private static string Condition(Dice dice)
    {
        var (key, values) = dice.Of(Keys);
        var op = dice.Of(Comparisons);
        if (op != "Null")
            op = (dice.Chance(5) ? "ForAllValues:" : dice.Chance(5) ? "ForAnyValue:" : "") + op + (dice.Chance(5) ? "IfExists" : "");
        return $"\"{op}\":{{\"{(dice.Chance(5) ? key.ToUpperInvariant() : key)}\":{(op == "Null" ? List(dice, ["true", "false", "x"]) : List(dice, values))}}}";
    }

    private static string Context(Dice dice)
    {
        var pairs = Keys.Where(_ => dice.Chance(2)).Select(k => k.Key is "aws:TagKeys"
            ? $"\"{k.Key}\":[{string.Join(',', Enumerable.Range(0, dice.Below(3)).Select(_ => JsonSerializer.Serialize(dice.Of(k.Values))))}]"
            : $"\"{k.Key}\":{JsonSerializer.Serialize(dice.Of(k.Values))}");
        return $"{{{string.Join(',', pairs)}}}";
    }

    private static string List(Dice dice, string[] values) => dice.Chance(2)
        ? JsonSerializer.Serialize(dice.Of(values)) : $"[{string.Join(',', Enumerable.Range(0, 1 + dice.Below(2)).Select(_ => JsonSerializer.Serialize(dice.Of(values))))}]";
}
