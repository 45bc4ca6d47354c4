using Ambit.Aws;
using Ambit.Aws.Access;
using Ambit.Aws.Escalation;
using Ambit.Escalation;

namespace Ambit.Tests.Aws.Escalation;

/// <summary>
/// One theory for all rules: an estate built from a rule's own requirements has the step, and with any one requirement taken away it
/// has not. That each condition decides is tested by deleting it (<see cref="RuleMutation"/>): the rule without it finds the step in
/// the estate without it, or is refused when it is loaded. And the requirements of each rule are written down apart from the rules
/// (<c>Cases/Aws/rule-requirements.txt</c>), so that a condition deleted from a file is missed.
/// </summary>
public class RuleTheory
{
    private static readonly RuleSet Rules = RuleSet.BuiltIn([AwsRuleVocabulary.Vocabulary]);

    public static TheoryData<string> Ids => [.. Rules.Rules.Select(r => r.Id)];

    public static TheoryData<string, string> Misses
    {
        get
        {
            var misses = new TheoryData<string, string>();
            foreach (var rule in Rules.Rules)
            {
                foreach (var requirement in RuleEstate.Requirements(rule))
                    misses.Add(rule.Id, requirement);
            }

            return misses;
        }
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_finds_the_step_in_an_estate_of_its_own_requirements(string id) =>
        Assert.NotEmpty(Steps(id, missing: null));

    [Theory]
    [MemberData(nameof(Misses))]
    public void A_rule_finds_no_step_with_one_requirement_missing(string id, string missing) =>
        Assert.Empty(Steps(id, missing));

    [Theory]
    [MemberData(nameof(Misses))]
    public void A_rule_with_a_condition_deleted_would_be_caught(string id, string missing)
    {
        var mutant = RuleMutation.Without(Rules[id]!, missing);
        Assert.True(RuleMutation.Foretold(Rules[id]!, missing) || RuleMutation.Refused(mutant) || Steps(mutant, new RuleEstate(Rules[id]!, missing)).Count > 0, $"no fixture tells `{id}` from itself without `{missing}`");
    }

    [Fact]
    public void Every_rule_asks_for_what_is_written_down_of_it()
    {
        var file = Path.Combine(Repository(), "tests", "Ambit.Tests", "Cases", "Aws", "rule-requirements.txt");
        var now = Rules.Rules.SelectMany(Requirements).ToList();
        if (Environment.GetEnvironmentVariable("AMBIT_ACCEPT") == "1")
            File.WriteAllLines(file, now);
        Assert.Equal(File.ReadAllLines(file), now);
    }

    [Fact]
    public void Every_method_of_the_catalogues_has_a_rule()
    {
        var ids = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "Aws", "escalation-catalogue.txt")).Where(l => l.Length > 0 && l[0] != '#');
        Assert.DoesNotContain(ids, id => Rules[$"aws.{id}"] is null);
    }

    private static IEnumerable<string> Requirements(Rule rule)
    {
        string Columns(IReadOnlyDictionary<string, Term> terms) => string.Join(' ', terms.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Key}={t.Value}"));
        foreach (var clause in rule.When)
            yield return $"{rule.Id} when {clause.Relation} {Columns(clause.Columns)}";
        foreach (var clause in rule.Unless)
            yield return $"{rule.Id} unless {clause.Relation} {Columns(clause.Columns)}";
        foreach (var need in rule.Needs)
            yield return $"{rule.Id} needs {string.Join(" or ", need.Or.Prepend(need.Can))} on {need.On} by {need.By} with {Columns(need.With)} after {need.After} if {Columns(need.If)}";
        yield return $"{rule.Id} yields {rule.Yields.Kind} {rule.Yields.What} through {rule.Yields.Through} taken by {string.Join(' ', rule.Yields.TakenBy)}{(rule.Doubt is null ? "" : " in doubt")}";
    }

    private static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Ambit.slnx")))
            folder = folder.Parent;
        return folder!.FullName;
    }

    private static List<EscalationEdge> Steps(string id, string? missing) => Steps(Rules[id]!, new RuleEstate(Rules[id]!, missing));

    private static List<EscalationEdge> Steps(Rule rule, RuleEstate made)
    {
        var estate = made.Estate();
        return new RuleMatcher(rule, new AwsEscalationFacts(estate, new AwsWorld(estate))).From(made.Start, made.Resources);
    }
}
