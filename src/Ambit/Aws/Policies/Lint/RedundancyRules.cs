namespace Ambit.Aws.Policies.Lint;

/// <summary>What says nothing that is not said already.</summary>
internal static class RedundancyRules
{
    /// <summary>Elements longer than this are not compared pair by pair.</summary>
    private const int MostCompared = 2_000;

    public static void Apply(LintDocument document)
    {
        foreach (var statement in document.Statements)
        {
            Covered(document, [.. statement.ActionTexts], "REDUNDANT_ACTION", anyCase: true);
            Covered(document, [.. statement.ResourceTexts], "REDUNDANT_RESOURCE", anyCase: false);
        }

        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < document.Statements.Count; i++)
        {
            var text = Canonical(document.Statements[i].Value);
            if (!seen.TryAdd(text, i))
                document.Report("REDUNDANT_STATEMENT", document.Statements[i].Value, $"the statement says the same as statement {seen[text]}");
        }
    }

    private static void Covered(LintDocument document, List<LocatedValue> values, string code, bool anyCase)
    {
        if (values.Count > MostCompared)
            return;
        var texts = values.Select(v => anyCase ? v.Text.ToLowerInvariant() : v.Text).ToList();
        var globs = texts.Select(Glob.Of).ToList();
        for (var i = 0; i < values.Count; i++)
        {
            for (var j = 0; j < values.Count; j++)
            {
                if (i == j || (texts[i] == texts[j] && i < j) || (texts[i] != texts[j] && !globs[j].HasWildcard) || !Glob.Covers(globs[j].Tokens, globs[i].Tokens))
                    continue;
                document.Report(code, values[i], $"`{values[i].Text}` is covered by `{values[j].Text}` beside it");
                break;
            }
        }
    }

    /// <summary>A statement without its Sid, members and lists in one order.</summary>
    private static string Canonical(LocatedValue value) =>
        value.IsObject ? $"{{{string.Join(',', value.Members.Where(m => m.Name != "Sid").Select(m => $"{m.Name}:{Canonical(m.Value)}").Order(StringComparer.Ordinal))}}}"
        : value.IsArray ? value.Items.Count == 1 ? Canonical(value.Items[0]) : $"[{string.Join(',', value.Items.Select(Canonical).Order(StringComparer.Ordinal))}]"
        : $"\"{value.Text}\"";
}
