using Ambit.Access;
using Ambit.Aws.Catalogue;
using Ambit.Aws.Policies;
using Ambit.Aws.Policies.Sets;
using CsCheck;
using SetCallers = Ambit.Aws.Policies.Sets.Callers;

namespace Ambit.Tests.Aws.Policies.Sets;

/// <summary>The decision procedure against sampling: random policies over small alphabets, every request of a small world evaluated.</summary>
public sealed class PolicySetsAgreeWithTheEvaluator
{
    private static readonly string[] Actions = ["s3:getobject", "s3:putobject", "s3:getobjectacl", "sqs:sendmessage", "s3:listallmybuckets", "iam:listusers"];
    private static readonly string[] Resources = ["arn:aws:s3:::a/x", "arn:aws:s3:::a/y", "arn:aws:s3:::b/x", "arn:aws:s3:::b", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:s3:::u1/x"];

    private static readonly (string Key, string[][] Values)[] Contexts =
    [
        ("aws:PrincipalTag/team", [[], ["red"], ["Red"], ["blue"], [""]]),
        ("aws:TagKeys", [[], ["env"], ["team"], ["env", "team"], ["env", "zzz"]]),
        ("aws:MultiFactorAuthAge", [[], ["5"], ["60"], ["61.5"]]),
        ("aws:SourceIp", [[], ["10.1.2.3"], ["10.200.0.1"], ["203.0.113.9"], ["2001:db8::5"]]),
        ("aws:CurrentTime", [[], ["2026-01-01T00:00:00Z"], ["2027-01-01T00:00:00Z"]]),
        ("aws:MultiFactorAuthPresent", [[], ["true"], ["false"]]),
        ("aws:PrincipalArn", [[], ["arn:aws:iam::111122223333:role/app"], ["arn:aws:iam::444455556666:role/web"]]),
        ("aws:username", [[], ["u1"], ["red"], ["a"]]),
    ];

    private static readonly Gen<string> Action = OneOf("s3:*", "s3:Get*", "s3:GetObject", "s3:?utObject", "*", "sqs:*", "*Object", "s3:ListAllMyBuckets", "iam:List*", "s3:*Object*");
    private static readonly Gen<string> Resource = OneOf(
        "*", "arn:aws:s3:::*", "arn:aws:s3:::a/*", "arn:aws:s3:::?/x", "arn:aws:s3:::a/?", "arn:aws:sqs:*:111122223333:*", "arn:aws:s3:::b*", "arn:aws:s3:::${aws:username}/*",
        "arn:aws:s3:::${aws:username, 'a'}/x", "arn:aws:s3:::*x*");

    private static readonly Gen<string> Condition = Gen.OneOf(
        Entry(["StringEquals", "StringNotEquals", "StringLike", "StringNotLike", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "StringEqualsIfExists", "StringNotLikeIfExists"],
            ["aws:PrincipalTag/team"], ["red", "blue", "r*", "*", "b?ue", "${aws:username}"]),
        Entry(["ForAllValues:StringEquals", "ForAnyValue:StringEquals", "ForAllValues:StringNotLike", "ForAnyValue:StringNotEquals", "StringEquals", "ForAnyValue:StringLikeIfExists"],
            ["aws:TagKeys"], ["env", "team", "e*"]),
        Entry(["NumericLessThan", "NumericEquals", "NumericNotEquals", "NumericGreaterThanEquals", "NumericLessThanEqualsIfExists"], ["aws:MultiFactorAuthAge"], ["60", "5.0", "61"]),
        Entry(["IpAddress", "NotIpAddress", "IpAddressIfExists"], ["aws:SourceIp"], ["10.0.0.0/8", "10.128.0.0/9", "203.0.113.0/24", "2001:db8::/32", "::/0", "0.0.0.0/0"]),
        Entry(["DateLessThan", "DateGreaterThanEquals", "DateNotEquals"], ["aws:CurrentTime"], ["2026-06-30T00:00:00Z", "2026-01-01"]),
        Entry(["Bool", "BoolIfExists"], ["aws:MultiFactorAuthPresent"], ["true", "false"]),
        Entry(["ArnLike", "ArnNotLike", "ArnEquals", "StringLike", "StringNotEquals"], ["aws:PrincipalArn"], ["arn:aws:iam::111122223333:role/*", "arn:aws:iam::*:role/w?b", "arn:aws:iam::111122223333:role/app"]),
        Entry(["StringEquals", "StringNotLike"], ["aws:username"], ["u1", "a*"]),
        Entry(["Null"], ["aws:PrincipalTag/team", "aws:TagKeys", "aws:SourceIp", "aws:username"], ["true", "false"]));

    private static readonly Gen<string> Statement =
        from deny in Gen.Frequency((3, Gen.Const(false)), (2, Gen.Const(true)))
        from notAction in Gen.Frequency((5, Gen.Const("")), (1, Gen.Const("Not")))
        from actions in Action.Array[1, 3]
        from notResource in Gen.Frequency((5, Gen.Const("")), (1, Gen.Const("Not")))
        from resources in Resource.Array[1, 2]
        from conditions in Condition.Array[0, 2]
        select $$"""{"Effect":"{{(deny ? "Deny" : "Allow")}}","{{notAction}}Action":{{List(actions)}},"{{notResource}}Resource":{{List(resources)}},"Condition":{{Block(conditions)}}}""";

    private static readonly Gen<string> Policy =
        from version in Gen.Frequency((6, Gen.Const("2012-10-17")), (1, Gen.Const("2008-10-17")))
        from statements in Statement.Array[1, 4]
        select $$"""{"Version":"{{version}}","Statement":[{{string.Join(',', statements)}}]}""";

    private static readonly Gen<string> Principal = OneOf(
        "\"*\"", "{\"AWS\":\"*\"}", "{\"AWS\":\"111122223333\"}", "{\"AWS\":[\"arn:aws:iam::111122223333:role/app\",\"444455556666\"]}", "{\"AWS\":\"arn:aws:sts::111122223333:assumed-role/app/s\"}",
        "{\"Service\":[\"sns.amazonaws.com\",\"s3.amazonaws.com\"]}", "{\"Service\":\"sns.amazonaws.com\",\"AWS\":\"arn:aws:iam::444455556666:root\"}");

    private static readonly Gen<string> OfRequest = Gen.OneOf(
        Entry(["StringEquals", "StringNotLike", "StringEqualsIfExists"], ["aws:PrincipalTag/team"], ["red", "b*"]),
        Entry(["IpAddress", "NotIpAddress"], ["aws:SourceIp"], ["10.0.0.0/8", "203.0.113.0/24"]),
        Entry(["Null"], ["aws:SourceIp", "aws:PrincipalTag/team"], ["true", "false"]));

    private static readonly Gen<string> ResourceStatement =
        from deny in Gen.Frequency((3, Gen.Const(false)), (2, Gen.Const(true)))
        from not in Gen.Frequency((6, Gen.Const("")), (1, Gen.Const("Not")))
        from principal in Principal
        from actions in Action.Array[1, 2]
        from resources in OneOf("*", "arn:aws:s3:::a/*", "arn:aws:s3:::?/x").Array[1, 2]
        from conditions in OfRequest.Array[0, 1]
        select $$"""{"Effect":"{{(deny ? "Deny" : "Allow")}}","{{(principal.StartsWith('{') ? not : "")}}Principal":{{principal}},"Action":{{List(actions)}},"Resource":{{List(resources)}},"Condition":{{Block(conditions)}}}""";

    private static readonly Gen<string> ResourcePolicy =
        from statements in ResourceStatement.Array[1, 4]
        select $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements)}}]}""";

    [Fact]
    public void No_request_of_a_small_world_contradicts_an_answer() =>
        Gen.Select(Policy, Policy, Gen.Int[0, int.MaxValue - 1]).Sample((updated, reference, seed) => Agree(updated, reference, seed), iter: Times(120), threads: 1);

    [Fact]
    public void No_caller_of_a_small_world_contradicts_an_answer_about_resource_policies() =>
        Gen.Select(ResourcePolicy, ResourcePolicy, Gen.Int[0, int.MaxValue - 1]).Sample(AgreeOnCallers, iter: Times(80), threads: 1);

    /// <summary>More where somebody has the time.</summary>
    private static int Times(int quick) => Environment.GetEnvironmentVariable("AMBIT_SLOW") is { Length: > 0 } ? quick * 10 : quick;

    private static bool AgreeOnCallers(string updated, string reference, int seed)
    {
        var after = PolicyDocument.Parse(updated);
        var before = PolicyDocument.Parse(reference);
        Assert.Empty(after.Problems);
        var answer = PolicySets.NoNewAccess(after, before, PolicyKind.Resource);
        var compiler = new PolicyCompiler(AwsCatalogue.Current);
        var newer = new ComparedPolicies([after], PolicyKind.Resource, compiler);
        var older = new ComparedPolicies([before], PolicyKind.Resource, compiler);
        var callers = SetCallers.Of([after, before], PolicyKind.Resource);
        if (answer.Holds == false)
        {
            var request = Request(answer.Witness!) with { Caller = callers.First(c => c.Name == answer.Witness!.Principal) };
            return newer.Allow(request) && !older.Allow(request);
        }

        return answer.Holds == true && Requests(seed).SelectMany(r => callers.Select(c => Request(r) with { Caller = c })).All(r => !newer.Allow(r) || older.Allow(r));
    }

    private static bool Agree(string updated, string reference, int seed)
    {
        var after = PolicyDocument.Parse(updated);
        var before = PolicyDocument.Parse(reference);
        Assert.Empty(after.Problems);
        var answer = PolicySets.NoNewAccess(after, before, PolicyKind.Identity);
        var compiler = new PolicyCompiler(AwsCatalogue.Current);
        var newer = new ComparedPolicies([after], PolicyKind.Identity, compiler);
        var older = new ComparedPolicies([before], PolicyKind.Identity, compiler);
        if (answer.Holds == false)
            return newer.Allow(Request(answer.Witness!)) && !older.Allow(Request(answer.Witness!));
        // Undecided is an answer, but a rare one: only where open variables meet.
        if (answer.Holds is null && !updated.Contains("${", StringComparison.Ordinal) && !reference.Contains("${", StringComparison.Ordinal))
            return false;
        if (answer.Holds is null)
            return true;
        return Requests(seed).Select(Request).All(r => !newer.Allow(r) || older.Allow(r));
    }

    private static ClosedRequest Request(AccessWitness request) => new(Caller.Holder, request.Action, request.Resource, request.Context);

    private static IEnumerable<AccessWitness> Requests(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 150; i++)
        {
            var action = Actions[random.Next(Actions.Length)];
            var alone = AwsCatalogue.Current.WildcardOnly(AwsCatalogue.Current.IndexOf(action));
            var context = new Dictionary<string, IReadOnlyList<string>>(StringComparer.OrdinalIgnoreCase);
            foreach (var (key, values) in Contexts)
            {
                if (values[random.Next(values.Length)] is { Length: > 0 } some)
                    context[key] = some;
            }

            yield return new AccessWitness(null, action, alone ? "*" : Resources[random.Next(Resources.Length)], context, true);
        }
    }

    private static Gen<string> Entry(string[] operators, string[] keys, string[] values) =>
        from op in OneOf(operators)
        from key in OneOf(keys)
        from some in OneOf(values).Array[1, 2]
        select $"{op}\n{key}\n{List(some)}";

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static string Block(string[] conditions)
    {
        var lines = conditions.Select(c => c.Split('\n')).GroupBy(c => c[0], StringComparer.Ordinal)
            .Select(o => $"\"{o.Key}\":{{{string.Join(',', o.DistinctBy(c => c[1]).Select(c => $"\"{c[1]}\":{c[2]}"))}}}");
        return $"{{{string.Join(',', lines)}}}";
    }

    private static string List(string[] values) => $"[{string.Join(',', values.Select(v => $"\"{v}\""))}]";
}
