using Ambit.Azure.Conditions;

namespace Ambit.Tests.Azure;

public sealed class AzureConditionTests
{
    private const string Read = "Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read";
    private const string Container = "Microsoft.Storage/storageAccounts/blobServices/containers:name";

    [Theory]
    [InlineData("@Resource[C] StringEquals 'a'", "C=a", Truth.True)]
    [InlineData("@Resource[C] StringEquals 'a'", "C=A", Truth.False)]
    [InlineData("@Resource[C] StringEqualsIgnoreCase 'a'", "C=A", Truth.True)]
    [InlineData("@Resource[C] StringNotEquals 'a'", "C=b", Truth.True)]
    [InlineData("@Resource[C] StringLike 'log*-?'", "C=logs-1", Truth.True)]
    [InlineData("@Resource[C] StringStartsWith 'log'", "C=logs", Truth.True)]
    [InlineData("@Resource[C] StringEquals 'a'", "", Truth.Unknown)]
    [InlineData("@Resource[C] StringEquals 'a' OR @Resource[D] StringEquals 'b'", "D=b", Truth.True)]
    [InlineData("@Resource[C] StringEquals 'a' AND @Resource[D] StringEquals 'b'", "D=x", Truth.False)]
    [InlineData("!(@Resource[C] StringEquals 'a') && NOT (@Resource[D] StringEquals 'b')", "C=x;D=y", Truth.True)]
    [InlineData("@Request[N] NumericLessThan 10", "N=9.5", Truth.True)]
    [InlineData("@Environment[utcNow] DateTimeGreaterThan '2026-01-01T00:00:00Z'", "utcNow=2026-02-01T00:00:00Z", Truth.True)]
    [InlineData("@Environment[isPrivateLink] BoolEquals true", "isPrivateLink=True", Truth.True)]
    [InlineData("@Request[R] ForAnyOfAnyValues:GuidEquals {aaaa, bbbb}", "R=BBBB", Truth.True)]
    [InlineData("@Request[R] ForAllOfAnyValues:StringEquals {'a','b'}", "R=a,c", Truth.False)]
    [InlineData("@Request[R] ForAnyOfAllValues:StringNotEquals {'a','b'}", "R=c", Truth.True)]
    [InlineData("@Request[R] ForAllOfAllValues:StringNotEquals {'a','b'}", "R=c,a", Truth.False)]
    [InlineData("Exists @Resource[C]", "C=a", Truth.True)]
    [InlineData("@Principal[P] StringEquals @Resource[C]", "P=x;C=x", Truth.True)]
    [InlineData("@Environment[ip] IpMatch '10.0.0.0/8'", "ip=10.1.2.3", Truth.True)]
    [InlineData("(!(ActionMatches{'Microsoft.Storage/*/write'}) OR @Resource[C] StringEquals 'a')", "C=b", Truth.True)]
    [InlineData("(!(ActionMatches{'Microsoft.Storage/*/read'}) OR @Resource[C] StringEquals 'a')", "C=b", Truth.False)]
    [InlineData("(!(ActionMatches{'Microsoft.Storage/*/read'} AND SubOperationMatches{'Blob.List'}) OR @Resource[C] StringEquals 'a')", "SubOperation=Blob.Read.WithTagConditions", Truth.True)]
    public void Conditions_are_true_false_or_unknown(string condition, string values, Truth expected)
    {
        var context = values.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(v => v.Split('=', 2))
            .ToDictionary(v => v[0], IReadOnlyList<string> (v) => v[1].Split(','), StringComparer.OrdinalIgnoreCase);
        Assert.Equal(expected, ConditionParser.Parse(condition).Evaluate(new ConditionContext(Read, context)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@Resource[C")]
    [InlineData("@Resource[C] StringIs 'a'")]
    [InlineData("@Resource[C] StringEquals 'a")]
    [InlineData("(@Resource[C] StringEquals 'a'")]
    [InlineData("@Resource[C] StringEquals 'a' AND")]
    public void What_is_no_condition_says_where(string condition) =>
        Assert.Contains("at character", Assert.Throws<FormatException>(() => ConditionParser.Parse(condition)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused() => Assert.Throws<FormatException>(() => ConditionParser.Parse(new string('(', 100_000)));

    [Fact]
    public void An_unknown_attribute_is_named()
    {
        var context = new ConditionContext(Read, new Dictionary<string, IReadOnlyList<string>>());
        ConditionParser.Parse($"@Resource[{Container}] StringEquals 'logs'").Evaluate(context);
        Assert.Equal($"@Resource[{Container}]", Assert.Single(context.Open).Key);
    }
}
