using System.Text;

namespace Ambit.Escalation;

/// <summary>A rule as a page of the documentation; the pages under docs/rules are generated from the rules and checked.</summary>
public static class RulePage
{
    /// <summary>The page of one rule.</summary>
    public static string Of(Rule rule)
    {
        var page = new StringBuilder();
        page.Append("# ").Append(rule.Title).Append("\n\n`").Append(rule.Id).Append("` · ").Append(Category(rule.Category)).Append("\n\n");
        page.Append(rule.Explanation.ReplaceLineEndings(" ").Trim()).Append("\n\n");
        if (rule.Doubt is not null)
            page.Append("Never certain: ").Append(rule.Doubt.ReplaceLineEndings(" ").Trim()).Append(".\n\n");
        List(page, "What must be true of the estate", rule.When.Select(Clause));
        List(page, "What must not be", rule.Unless.Select(Clause));
        List(page, "What the start makes itself", rule.New.Select(n => $"`${n.Key}`, named `{n.Value}`"));
        List(page, "What the start must be allowed to do", rule.Needs.Select(Need));
        page.Append("**It gains** ").Append(Gain(rule.Yields)).Append(".\n\n## Mitigation\n").Append(rule.Mitigation.ReplaceLineEndings(" ").Trim()).Append("\n\n## References\n");
        foreach (var reference in rule.References)
            page.Append("- <").Append(reference).Append(">\n");
        if (rule.Attack.Count > 0)
            page.Append("- MITRE ATT&CK ").AppendJoin(", ", rule.Attack).Append('\n');
        return page.ToString();
    }

    /// <summary>The page that lists a cloud's rules and the words they use.</summary>
    public static string Index(RuleVocabulary vocabulary, IEnumerable<Rule> rules)
    {
        var page = new StringBuilder();
        page.Append("# Rules of ").Append(vocabulary.Cloud).Append("\n\nGenerated from `rules/").Append(vocabulary.Cloud).Append("/`. The language: [rules-language.md](../../rules-language.md).\n\n| method | what happens |\n|---|---|\n");
        foreach (var rule in rules)
            page.Append("| [`").Append(rule.Id).Append("`](").Append(FileName(rule)).Append(") | ").Append(rule.Title).Append(" |\n");
        page.Append("\n## Relations\n\n| relation | columns | a row says |\n|---|---|---|\n");
        foreach (var relation in vocabulary.Relations)
            page.Append("| `").Append(relation.Name).Append("` | ").AppendJoin(", ", relation.Columns.Select(c => relation.Asked.Contains(c) ? $"**{c}**" : c)).Append(" | ").Append(relation.Meaning).Append(" |\n");
        page.Append("\nColumns in bold have to be bound before the relation can be asked.\n");
        if (vocabulary.Changes.Count > 0)
            page.Append("\n## Changes (`after:`)\n\n");
        foreach (var (name, meaning) in vocabulary.Changes)
            page.Append("- `").Append(name).Append("`: ").Append(meaning).Append('\n');
        return page.ToString();
    }

    /// <summary>The page's file: the id without the cloud.</summary>
    public static string FileName(Rule rule) => rule.Id[(rule.Id.IndexOf('.') + 1)..] + ".md";

    private static void List(StringBuilder page, string title, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        if (all.Count == 0)
            return;
        page.Append("**").Append(title).Append("**\n");
        foreach (var line in all)
            page.Append("- ").Append(line).Append('\n');
        page.Append('\n');
    }

    private static string Clause(RuleClause clause) => $"`{clause.Relation}({string.Join(", ", clause.Columns.Select(c => $"{c.Key}: {c.Value}"))})`";

    private static string Need(RuleNeed need)
    {
        var text = new StringBuilder().AppendJoin(" or ", need.Or.Prepend(need.Can).Select(c => $"`{c}`"));
        if (need.On is not null)
            text.Append(" on `").Append(need.On).Append('`');
        if (need.By.Variable != "start")
            text.Append(" by `").Append(need.By).Append('`');
        if (need.With.Count > 0)
            text.Append(" with ").AppendJoin(", ", need.With.Select(w => $"`{w.Key}` = `{w.Value}`"));
        if (need.After is not null)
            text.Append(", after `").Append(need.After).Append('`');
        if (need.If.Count > 0)
            text.Append(", where ").AppendJoin(" and ", need.If.Select(i => $"`${i.Key}` is `{i.Value}`"));
        return text.ToString();
    }

    private static string Gain(RuleYield yields) => yields.Kind switch
    {
        RuleYieldKind.Become => $"the identity `{yields.What}`",
        RuleYieldKind.Reach => $"the resource `{yields.What}`",
        _ when yields.Through is null => $"the administration of `{yields.What}`",
        _ => $"the administration of `{yields.What}`, once it is `{yields.Through}` too{(yields.TakenBy.Count == 0 ? "" : $" by {string.Join(" or ", yields.TakenBy.Select(t => $"`{t}`"))}")}",
    };

    private static string Category(RuleCategory category) => category switch
    {
        RuleCategory.Direct => "direct access",
        RuleCategory.Assumption => "assumes another identity",
        RuleCategory.SelfEscalation => "changes its own rights",
        RuleCategory.PrincipalAccess => "takes over another identity",
        RuleCategory.NewPassRole => "makes something that runs as another identity",
        RuleCategory.ExistingPassRole => "reaches something that runs as another identity",
        RuleCategory.CredentialAccess => "finds credentials of another identity",
        RuleCategory.GuardrailRemoval => "takes off what caps it",
        _ => "gains a resource",
    };
}
