namespace Ambit.Import;

/// <summary>Tells text that is worth reading as YAML.</summary>
internal static class YamlStart
{
    /// <summary>Whether the first line that says something is a key, a list item or a document mark.</summary>
    public static bool LooksLike(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var said = line.Trim();
            if (said.IsEmpty || said[0] == '#')
                continue;
            if (said is "---" || said.StartsWith("%YAML") || said.StartsWith("--- "))
                return true;
            var colon = said.IndexOf(':');
            return said.StartsWith("- ") || said is "-" || (colon > 0 && (colon + 1 == said.Length || said[colon + 1] == ' ') && !said[..colon].Contains(' '));
        }

        return false;
    }

    /// <summary>Whether it surely means to be YAML, so that failing to read it is an error.</summary>
    public static bool IsCertain(string text, string fileName) =>
        fileName.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".yml", StringComparison.OrdinalIgnoreCase)
        || text.StartsWith("apiVersion:", StringComparison.Ordinal) || text.StartsWith("---", StringComparison.Ordinal);
}
