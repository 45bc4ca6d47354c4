using Ambit.Aws.Catalogue;

namespace Ambit.Aws.CloudTrail;

/// <summary>Which request parameters fill which variable of an ARN template.</summary>
internal static class ParameterRoles
{
    private static readonly Lazy<Dictionary<(string Service, string Variable), string[]>> Named = new(() =>
        CatalogueText.Rows("parameter-names.tsv").ToDictionary(r => (r[0], r[1]), r => r[2].Split(',')));

    // These say what they are of only at the top of a request.
    private static readonly string[] General = ["name", "id", "identifier"];

    /// <summary>The names that may fill a variable, the best first.</summary>
    /// <param name="type">The type of resource.</param>
    /// <param name="template">The form of its ARNs.</param>
    /// <param name="variable">The variable.</param>
    /// <param name="call">The call whose request it is; empty for any.</param>
    public static IReadOnlyList<string> NamesFor(AwsResourceType type, ArnTemplate template, string variable, string call = "")
    {
        var service = AwsArn.Service(template.Text.Replace("${Partition}", "aws", StringComparison.Ordinal)) ?? type.Service;
        if (Named.Value.TryGetValue((type.Service, variable), out var named) || Named.Value.TryGetValue((service, variable), out named))
            return named;
        var core = variable;
        foreach (var end in (ReadOnlySpan<string>)["WithPath", "WithoutLeadingSlash"])
            core = core.EndsWith(end, StringComparison.Ordinal) ? core[..^end.Length] : core;
        var names = new List<string> { core };
        foreach (var end in (ReadOnlySpan<string>)["Name", "Id"])
        {
            if (core.Length > end.Length && core.EndsWith(end, StringComparison.Ordinal))
                names.AddRange([core[..^end.Length], core[..^end.Length] + (end == "Name" ? "Id" : "Name"), core[..^end.Length] + "Identifier"]);
        }

        if (names.Count == 1)
            names.AddRange([core + "Name", core + "Id", core + "Identifier"]);
        if (template.Own.Count == 1 && service == type.Service)
        {
            var kind = new string([.. type.Name.Where(char.IsAsciiLetterOrDigit)]);
            names.AddRange([kind + "Name", kind + "Id", kind + "Identifier", kind]);
            names.AddRange(NamesAnother(call, kind, core) ? General.Where(g => g != "name") : General);
        }

        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>
    /// Whether a call makes or changes something of another type, so that a bare name in its request is of that: <c>CreateEventTracker</c>
    /// has the tracker's name in it, and not that of the data set group it is for.
    /// </summary>
    private static bool NamesAnother(string call, string kind, string variable) =>
        (call.StartsWith("Create", StringComparison.Ordinal) || call.StartsWith("Update", StringComparison.Ordinal) || call.StartsWith("Put", StringComparison.Ordinal))
        && !Array.Exists([kind.TrimEnd('s'), Stem(variable)], w => w.Length > 0 && call.Contains(w, StringComparison.OrdinalIgnoreCase));

    private static string Stem(string variable)
    {
        foreach (var end in (ReadOnlySpan<string>)["Identifier", "Name", "Id", "Arn"])
        {
            if (variable.EndsWith(end, StringComparison.Ordinal))
                return variable[..^end.Length];
        }

        return variable;
    }

    /// <summary>Whether a name tells what it names only at the top of a request.</summary>
    public static bool IsGeneral(string name) => General.Contains(name, StringComparer.OrdinalIgnoreCase);
}
