using System.Text.RegularExpressions;

namespace Ambit.Tools.Catalog;

/// <summary>
/// What an action needs besides itself, from the column "Dependent actions" of AWS's service authorization reference as
/// npm <c>iam-floyd</c> 0.658.0 (Apache-2.0) repeats it in its doc comments, each with its page. Only the facts are taken.
/// </summary>
internal static partial class DependentActions
{
    public static Origin Write(string package, string output)
    {
        var lines = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Path.Combine(package, "lib", "generated", "policy-statements"), "*.js").Order(StringComparer.Ordinal))
        {
            var code = File.ReadAllText(file);
            var prefix = Prefix().Match(code);
            if (!prefix.Success)
                continue;
            foreach (Match method in Method().Matches(code))
            {
                var comment = method.Groups["comment"].Value;
                var at = comment.IndexOf("Dependent actions:", StringComparison.Ordinal);
                if (at < 0)
                    continue;
                var needed = Needed().Matches(comment[at..]).Select(m => m.Groups["action"].Value).Distinct(StringComparer.Ordinal);
                lines.Add($"{prefix.Groups["prefix"].Value}:{method.Groups["action"].Value}\t{string.Join(',', needed)}\t{Page().Match(comment[at..]).Value}");
            }
        }

        File.WriteAllText(Path.Combine(output, "dependent-actions.tsv"), string.Join('\n', lines) + "\n");
        return Origin.Of(package, "2026-03-26", "dependent-actions.tsv");
    }

    [GeneratedRegex("this\\.servicePrefix = '(?<prefix>[^']+)'", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Prefix();

    [GeneratedRegex("/\\*\\*(?<comment>(?:(?!\\*/)[\\s\\S])*)\\*/\\s+to\\w+\\(\\)\\s*\\{\\s*return this\\.to\\('(?<action>\\w+)'\\)", RegexOptions.ExplicitCapture, 60000)]
    private static partial Regex Method();

    [GeneratedRegex("\\* - (?<action>[a-z0-9-]+:[A-Za-z0-9*]+)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Needed();

    [GeneratedRegex("https://\\S+", RegexOptions.None, 5000)]
    private static partial Regex Page();
}
