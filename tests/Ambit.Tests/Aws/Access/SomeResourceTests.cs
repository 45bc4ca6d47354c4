using Ambit.Access;
using Ambit.Aws.Access;
using CsCheck;

namespace Ambit.Tests.Aws.Access;

/// <summary>"On at least one resource" is the best of the answers for each resource, where every kind of name the policies tell apart is asked about.</summary>
public sealed class SomeResourceTests
{
    private const string Queue = $"arn:aws:sqs:eu-west-1:{RightSizing.SmallEstate.Account}:";

    private static readonly string[] Names = [.. Words(4).Select(w => Queue + w).Append($"arn:aws:sqs:us-east-1:{RightSizing.SmallEstate.Account}:a")];

    private static readonly Gen<string> Statement =
        from deny in Gen.Int[0, 2]
        from not in Gen.Int[0, 2]
        from resources in Any("*", "a*", "ab*", "b*", "ab", "*b", "a", "abb*").Array[1, 2]
        from condition in Any("", "", """,'Condition':{'StringEquals':{'aws:UserAgent':'x'}}""", """,'Condition':{'StringEquals':{'aws:RequestedRegion':'nowhere'}}""")
        select $$"""{"Effect":"{{(deny == 0 ? "Deny" : "Allow")}}","Action":"sqs:PurgeQueue","{{(not == 0 ? "NotResource" : "Resource")}}":[{{string.Join(',', resources.Select(r => $"\"{Queue}{r}\""))}}]{{condition.Replace('\'', '"')}}}""";

    private static readonly Gen<string> Policy = Statement.Array[1, 5].Select(s => $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', s)}}]}""");

    [Fact]
    public void What_is_allowed_on_some_resource_is_allowed_on_one_of_all() => Policy.Array[1, 2].Sample(
        policies =>
        {
            var world = new AwsWorld(RightSizing.SmallEstate.Of(policies));
            var role = world.Find(RightSizing.SmallEstate.Role)!;
            var context = world.Context([("aws:RequestedRegion", "eu-west-1")]);
            var best = Names.Select(n => world.Decide(role, "sqs:PurgeQueue", n, context)).MaxBy(Rank);
            Assert.Equal(Rank(best), Rank(world.Decide(role, "sqs:PurgeQueue", null, context)));
        }, iter: 2000, threads: 2);

    private static Gen<string> Any(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static int Rank(Outcome outcome) => outcome switch { Outcome.Allowed => 2, Outcome.Conditional => 1, _ => 0 };

    private static IEnumerable<string> Words(int longest) =>
        longest == 0 ? [""] : Words(longest - 1).SelectMany(w => w.Length == longest - 1 ? new[] { w, w + "a", w + "b", w + "c" } : [w]).Where(w => w.Length > 0 || longest > 1);
}
