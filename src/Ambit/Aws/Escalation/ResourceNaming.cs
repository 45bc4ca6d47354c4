namespace Ambit.Aws.Escalation;

/// <summary>
/// Finds names for a resource that somebody makes: concrete ARNs that follow the service's pattern and that a grant covers. The
/// region stays a star where neither side names one, so that guardrails about regions are asked for any.
/// </summary>
internal static class ResourceNaming
{
    private const string Fresh = "ambit-new";
    private const int Most = 24;

    /// <summary>The names, those that grants suggest first, then one that nothing suggests.</summary>
    /// <param name="pattern">The service's pattern, with the partition and account filled in.</param>
    /// <param name="granted">Resource patterns of statements.</param>
    public static IReadOnlyList<string> Of(string pattern, IEnumerable<string> granted)
    {
        var shape = pattern.Split(':', 6);
        var names = new List<string>();
        foreach (var grant in granted)
        {
            if (Meet(shape, grant) is { } name && !names.Contains(name))
                names.Add(name);
            if (names.Count >= Most)
                break;
        }

        var fresh = Fill(pattern, shape.Length == 6 ? shape[3] : "");
        if (!names.Contains(fresh))
            names.Add(fresh);
        return names;
    }

    private static string? Meet(string[] shape, string grant)
    {
        var fields = grant.Split(':', 6);
        if (shape.Length < 6 || fields.Length < 6 || grant.Contains("${", StringComparison.Ordinal))
            return null;
        var met = new string[6];
        for (var i = 0; i < 5; i++)
        {
            var (ours, theirs) = (shape[i], fields[i]);
            if (!Wild(ours) && !Wild(theirs) && ours != theirs)
                return null;
            met[i] = Wild(theirs) ? ours : theirs;
        }

        var name = Concrete(Wild(fields[5]) && !Wild(shape[5]) ? shape[5] : fields[5] == "*" ? shape[5] : fields[5]);
        if (!System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(shape[5], name, ignoreCase: false))
            return null;
        met[5] = name;
        return string.Join(':', met);
    }

    private static string Fill(string pattern, string region)
    {
        var fields = pattern.Split(':', 6);
        if (fields.Length < 6)
            return Concrete(pattern);
        fields[5] = Concrete(fields[5]);
        fields[3] = region;
        return string.Join(':', fields);
    }

    private static string Concrete(string pattern) => pattern.Replace("*", Fresh, StringComparison.Ordinal).Replace('?', 'a');

    private static bool Wild(string field) => field.Contains('*') || field.Contains('?');
}
