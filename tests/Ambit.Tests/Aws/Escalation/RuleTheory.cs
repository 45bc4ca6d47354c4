using Ambit.Aws;
using Ambit.Aws.Access;
using Ambit.Aws.Escalation;
using Ambit.Escalation;

namespace Ambit.Tests.Aws.Escalation;

/// <summary>
/// One theory for all rules: an estate built from a rule's own requirements has the step, and with any one requirement taken away it
/// has not. So deleting a condition of a rule makes a test fail: the estate without it would have the step.
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

    [Fact]
    public void Every_method_of_the_catalogues_has_a_rule()
    {
        var ids = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Cases", "Aws", "escalation-catalogue.txt")).Where(l => l.Length > 0 && l[0] != '#');
        Assert.DoesNotContain(ids, id => Rules[$"aws.{id}"] is null);
    }

    private static List<EscalationEdge> Steps(string id, string? missing)
    {
        var rule = Rules[id]!;
        var made = new RuleEstate(rule, missing);
        var estate = made.Estate();
        return new RuleMatcher(rule, new AwsEscalationFacts(estate, new AwsWorld(estate))).From(made.Start, made.Resources);
    }
}
