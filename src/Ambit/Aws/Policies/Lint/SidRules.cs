namespace Ambit.Aws.Policies.Lint;

/// <summary>Statement ids: "The Sid element supports ASCII uppercase letters, lowercase letters, and numbers"; services differ in resource policies.</summary>
internal static class SidRules
{
    public static void Apply(LintDocument document)
    {
        var strict = document.Kind is not (PolicyKind.Resource or PolicyKind.VpcEndpoint);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var sid in document.Statements.Select(s => s.Value["Sid"]?.Value).OfType<LocatedValue>().Where(s => s.IsText))
        {
            if (sid.Text.Length == 0)
            {
                document.Report("EMPTY_SID_VALUE", sid, "`Sid` is empty");
                continue;
            }

            if (strict && sid.Text.Any(c => !char.IsAsciiLetterOrDigit(c)))
                document.Report("UNSUPPORTED_SID", sid, $"the Sid `{sid.Text}` holds a character other than letters and digits");
            if (!seen.Add(sid.Text))
                document.Report(strict ? "UNIQUE_SIDS_REQUIRED" : "UNIQUE_SIDS_RECOMMENDED", sid, $"the Sid `{sid.Text}` stands in another statement, too");
        }
    }
}
