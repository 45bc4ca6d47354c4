namespace Ambit.Aws.Catalogue;

/// <summary>
/// An ARN with variables, as the service authorization reference writes it: <c>arn:${Partition}:s3:::${BucketName}/${ObjectName}</c>.
/// Fills it from names, and tells whether a concrete ARN is of its kind.
/// </summary>
public sealed class ArnTemplate
{
    private readonly (string Text, bool Variable)[] _parts;

    // The longest fixed text: most ARNs of other kinds do not hold it.
    private readonly string _mark;

    /// <summary>Takes a template apart.</summary>
    public ArnTemplate(string text)
    {
        Text = text;
        _parts = [.. Parts(text)];
        Own = [.. _parts.Where(p => p.Variable && p.Text is not ("Partition" or "Region" or "Account")).Select(p => p.Text)];
        _mark = _parts.Where(p => !p.Variable).Select(p => p.Text).MaxBy(t => t.Length) ?? "";
        Weight = _parts.Where(p => !p.Variable).Sum(p => p.Text.Length);
    }

    /// <summary>The template.</summary>
    public string Text { get; }

    /// <summary>Its variables besides partition, region and account, in order.</summary>
    public IReadOnlyList<string> Own { get; }

    /// <summary>How much of it is fixed text: of two templates that an ARN matches, the heavier says more.</summary>
    public int Weight { get; }

    /// <summary>Fills the variables; null if one of them gets no value.</summary>
    public string? Fill(Func<string, string?> value)
    {
        var filled = new System.Text.StringBuilder(Text.Length + 32);
        foreach (var (text, variable) in _parts)
        {
            if ((variable ? value(text) : text) is not { } piece)
                return null;
            filled.Append(piece);
        }

        return filled.ToString();
    }

    /// <summary>Whether an ARN is of this kind: fixed text equal, variables not empty, those of the first five fields without colon.</summary>
    public bool Matches(ReadOnlySpan<char> arn)
    {
        if (!arn.Contains(_mark, StringComparison.Ordinal))
            return false;

        // An ARN of a stranger may be built to be tried in very many ways; no real one needs more than a few hundred.
        var tries = 4096;
        return Matches(arn, 0, ref tries);
    }

    private bool Matches(ReadOnlySpan<char> rest, int part, ref int tries)
    {
        if (tries-- <= 0)
            return false;
        if (part == _parts.Length)
            return rest.IsEmpty;
        var (text, variable) = _parts[part];
        if (!variable)
            return rest.StartsWith(text, StringComparison.Ordinal) && Matches(rest[text.Length..], part + 1, ref tries);
        var standard = text is "Partition" or "Region" or "Account";
        for (var length = 1; length <= rest.Length; length++)
        {
            if (standard && rest[length - 1] == ':')
                return false;
            if (part + 1 < _parts.Length && !_parts[part + 1].Variable && (length == rest.Length || rest[length] != _parts[part + 1].Text[0]))
                continue;
            if (part + 1 == _parts.Length)
                length = rest.Length;
            if (Matches(rest[length..], part + 1, ref tries))
                return true;
        }

        return false;
    }

    private static IEnumerable<(string Text, bool Variable)> Parts(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            if (open < 0)
            {
                yield return (text[at..], false);
                yield break;
            }

            if (open > at)
                yield return (text[at..open], false);
            var close = text.IndexOf('}', open);
            yield return (text[(open + 2)..close], true);
            at = close + 1;
        }
    }
}
