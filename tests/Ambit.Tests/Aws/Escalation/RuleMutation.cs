using Ambit.Aws.Escalation;
using Ambit.Escalation;

namespace Ambit.Tests.Aws.Escalation;

/// <summary>A rule with one of its conditions deleted, as somebody might delete it from the file.</summary>
internal static class RuleMutation
{
    /// <summary>The rule without a requirement, as <see cref="RuleEstate.Requirements"/> names it.</summary>
    public static Rule Without(Rule rule, string requirement)
    {
        var words = requirement.Split(' ');
        var place = int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture);
        if (words[0] == "when")
            return rule with { When = [.. rule.When.Where((_, i) => i != place)] };
        if (requirement.EndsWith("with", StringComparison.Ordinal))
            return rule with { Needs = [.. rule.Needs.Select((n, i) => i == place ? n with { With = new Dictionary<string, Term>() } : n)] };
        return rule with { Needs = [.. rule.Needs.Where((_, i) => i != place)] };
    }

    /// <summary>
    /// Whether a clause only says beforehand what a later one says by its meaning, so that no estate tells the rule from itself without it:
    /// it is there to join fewer rows. A new version is one of a policy that is held, who is unbounded had a boundary, members are
    /// users, a guardrail is taken off, and a tag set, by whoever may.
    /// </summary>
    public static bool Foretold(Rule rule, string requirement)
    {
        var tagged = rule.Needs.Any(n => n.After == "tagged-as-asked");
        if (!requirement.StartsWith("when ", StringComparison.Ordinal))
            return tagged || rule.When.Any(c => c.Relation == "uncapped") || (Launches(rule) && rule.Needs[int.Parse(requirement.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)].Can == "iam:PassRole");
        var clause = rule.When[int.Parse(requirement[5..], System.Globalization.CultureInfo.InvariantCulture)];
        var after = rule.When.FirstOrDefault(c => c.Relation == "admin-after")?.Columns["change"].Text;
        return (tagged && clause.Relation == "principal") || (clause.Relation, after) is ("holds", "new-version" or "older-version") or ("boundary", "unbounded" or "written-unbounded") or ("principal", "member") or ("member", "left");
    }

    /// <summary>A launch with an instance profile that the estate holds asks by itself to pass the role in it.</summary>
    private static bool Launches(Rule rule) => rule.When.Any(c => c.Relation == "instance-profile") && rule.Needs.Any(n => n.With.ContainsKey("ec2:InstanceProfile") || n.With.ContainsKey("ec2:NewInstanceProfile"));

    /// <summary>Whether a variable is left that nothing binds: the language refuses such a file when it is loaded.</summary>
    public static bool Refused(Rule rule)
    {
        try
        {
            RuleSet.Of([AwsRuleVocabulary.Vocabulary], [rule]);
        }
        catch (RuleException)
        {
            return true;
        }

        var bound = rule.When.SelectMany(c => c.Columns.Values).SelectMany(t => t.Variables).Concat(rule.New.Keys).Append("start").ToHashSet(StringComparer.Ordinal);
        if (rule.Yields.Kind == RuleYieldKind.Reach)
            bound.UnionWith(rule.Yields.What.Variables);
        var used = rule.Needs.SelectMany(n => (n.On?.Variables ?? []).Concat(n.By.Variables).Concat(n.With.Values.SelectMany(t => t.Variables)).Concat(n.If.Keys))
            .Concat(rule.Unless.SelectMany(c => c.Columns.Values).SelectMany(t => t.Variables)).Concat(rule.New.Values.SelectMany(t => t.Variables))
            .Concat(rule.Yields.What.Variables).Concat(rule.Yields.Through?.Variables ?? []);
        return used.Any(v => !bound.Contains(v));
    }
}
