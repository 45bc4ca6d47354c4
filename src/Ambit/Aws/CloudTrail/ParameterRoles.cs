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
    public static IReadOnlyList<string> NamesFor(AwsResourceType type, ArnTemplate template, string variable)
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
            names.AddRange(General);
        }

        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase)];
    }

    /// <summary>Whether a name tells what it names only at the top of a request.</summary>
    public static bool IsGeneral(string name) => General.Contains(name, StringComparer.OrdinalIgnoreCase);
}
