using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>Finds a value of a request's key that makes a condition hold, or fail: by trying those that the condition itself suggests.</summary>
internal static class ContextValues
{
    private static readonly string[] Others = ["ambit", "true", "false", "0", "99999999", "1970-01-01T00:00:00Z", "2999-01-01T00:00:00Z", "192.0.2.1", "arn:aws:iam::000000000000:role/ambit"];

    /// <summary>The state of the condition's key; null where none was found.</summary>
    public static Fact? Settle(CompiledCondition condition, IRequestFacts facts, Effect effect, bool want)
    {
        foreach (var fact in Candidates(condition))
        {
            if (condition.Holds(new Given(facts, condition.Key, fact), effect) == TruthTables.Of(want))
                return fact;
        }
        return null;
    }

    private static IEnumerable<Fact> Candidates(CompiledCondition condition)
    {
        var list = condition.Key.Multivalued == true || condition.Operator.Qualifier is not SetQualifier.None;
        foreach (var value in condition.Values)
        {
            // A pattern with nothing for its stars, a network's own address.
            var text = value.Raw.Replace("*", "", StringComparison.Ordinal).Replace("?", "x", StringComparison.Ordinal);
            var slash = condition.Operator.Comparison is Comparison.IpAddress or Comparison.NotIpAddress ? text.IndexOf('/') : -1;
            yield return Of(slash < 0 ? text : text[..slash], list);
            yield return Of(value.Raw.Replace('*', 'x'), list);
        }
        yield return Fact.Absent;
        foreach (var other in Others)
            yield return Of(other, list);
    }

    private static Fact Of(string value, bool list) => list ? Fact.OfMany([value]) : Fact.Of(value);

    /// <summary>The request with one key in a state of its own.</summary>
    private sealed class Given(IRequestFacts facts, RequestKey key, Fact fact) : IRequestFacts
    {
        public Fact Find(RequestKey asked) => ReferenceEquals(asked, key) ? fact : facts.Find(asked);
    }
}
