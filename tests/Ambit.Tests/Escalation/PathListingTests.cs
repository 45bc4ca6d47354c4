using Ambit.Escalation;

namespace Ambit.Tests.Escalation;

public sealed class PathListingTests
{
    private static readonly string Admin = EscalationEdge.AdminOf("account");

    private static readonly EscalationGraph Graph = new([Step("dev", "builder"), Step("builder", "secret"), Step("builder", Admin), Step("guest", "dev")]);

    [Fact]
    public void Each_start_is_listed_with_each_target_that_is_worth_a_path() =>
        Assert.Equal(
            ["builder > admin", "builder > secret", "dev > admin", "dev > builder", "dev > secret", "guest > admin", "guest > builder", "guest > dev", "guest > secret"],
            Listed(onlyToPower: false));

    [Fact]
    public void In_a_large_estate_only_ways_to_an_administration_or_a_sensitive_resource_are_listed() =>
        Assert.Equal(["builder > admin", "builder > secret", "dev > admin", "dev > secret", "guest > admin", "guest > secret"], Listed(onlyToPower: true));

    [Fact]
    public void Who_may_not_start_is_listed_nowhere() =>
        Assert.Equal(["dev", "dev", "dev"], PathListing.Of(Graph, [new Facts()], ["dev"], Labels).Select(p => p.From));

    private static PathLabels Labels => new(_ => false, n => n == "secret");

    private static List<string> Listed(bool onlyToPower) =>
        [.. PathListing.Of(Graph, [new Facts()], ["dev", "builder", "guest"], Labels, onlyToPower)
            .Select(p => $"{p.From} > {(p.To == Admin ? "admin" : p.To)}").Order(StringComparer.Ordinal)];

    private static EscalationEdge Step(string from, string to) => new(from, to, "test.step", "a step", RuleCategory.Assumption, [], [], [], [], []);

    /// <summary>Facts of an estate of which nothing but the graph is known.</summary>
    private sealed class Facts : IEscalationFacts
    {
        public IReadOnlyList<string> RulePrefixes => [];

        public IReadOnlyList<string> Starts => ["dev", "builder", "guest"];

        public IRelation Relation(string name) => throw new KeyNotFoundException(name);

        public bool MayHold(string principal, string action) => false;

        public PermissionAnswer Ask(PermissionQuestion question) => PermissionAnswer.No;

        public IReadOnlyList<string> Namings(string principal, string pattern, IReadOnlyList<string> actions) => [];

        public string? Administers(string principal) => null;

        public IReadOnlyList<string> Administered(string scope) => [];
    }
}
