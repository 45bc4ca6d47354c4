using System.Text;

namespace Ambit.Aws.Catalogue;

/// <summary>
/// An ARN with variables, as the service authorization reference writes it: <c>arn:${Partition}:s3:::${BucketName}/${ObjectName}</c>.
/// Tells whether a concrete ARN is of its kind (over UTF-8, as logs are written), reads its variables and fills them.
/// </summary>
public sealed class ArnTemplate
{
    private readonly Part[] _parts;

    // The longest fixed text after the service: most ARNs of other kinds do not hold it.
    private readonly byte[] _mark;

    /// <summary>Takes a template apart.</summary>
    public ArnTemplate(string text)
    {
        Text = text;
        _parts = [.. Split(text)];
        Names = [.. _parts.Select(p => p.Variable).OfType<string>()];
        Own = [.. Names.Where(n => !IsCommon(n))];
        _mark = _parts.Skip(3).Select(p => p.Text).MaxBy(t => t.Length) ?? [];
        Weight = _parts.Sum(p => p.Text.Length);
    }

    /// <summary>The template.</summary>
    public string Text { get; }

    /// <summary>All its variables, in order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Its variables besides partition, region and account, in order.</summary>
    public IReadOnlyList<string> Own { get; }

    /// <summary>How much of it is fixed text: of two templates that an ARN matches, the heavier says more.</summary>
    public int Weight { get; }

    /// <summary>Its fixed texts and variables, in order.</summary>
    public ReadOnlySpan<Part> Parts => _parts;

    /// <summary>Whether a variable is of every ARN rather than of the resource's own name.</summary>
    public static bool IsCommon(string name) => name is "Partition" or "Region" or "Account";

    /// <summary>The values of the variables, null where the ARN does not fit. Every value but the last is as short as can be.</summary>
    public string[]? Read(string arn)
    {
        var rest = arn.AsSpan();
        var values = new List<string>(Names.Count);
        for (var part = 0; part < _parts.Length; part++)
        {
            if (_parts[part].Variable is not { } variable)
            {
                var text = Encoding.UTF8.GetString(_parts[part].Text);
                if (!rest.StartsWith(text, StringComparison.Ordinal))
                    return null;
                rest = rest[text.Length..];
                continue;
            }

            var length = LengthOf(rest, part, last: values.Count == Names.Count - 1);
            if (length < 0 || (length == 0 && !IsCommon(variable)))
                return null;
            values.Add(rest[..length].ToString());
            rest = rest[length..];
        }

        return rest.IsEmpty ? [.. values] : null;
    }

    /// <summary>Fills the variables with values in their order.</summary>
    public string Fill(IReadOnlyList<string> values)
    {
        var next = 0;
        return Fill(_ => values[next++]);
    }

    /// <summary>Fills the variables.</summary>
    public string Fill(Func<string, string> value) =>
        string.Concat(_parts.Select(p => p.Variable is null ? Encoding.UTF8.GetString(p.Text) : value(p.Variable)));

    /// <summary>Whether an ARN is of this kind: fixed text equal, variables not empty, those of the first five fields without colon.</summary>
    public bool Matches(ReadOnlySpan<byte> arn)
    {
        if (!HeadMatches(arn) || (_mark.Length > 1 && arn.IndexOf(_mark) < 0))
            return false;

        // An ARN of a stranger may be built to be tried in very many ways; no real one needs more than a few hundred.
        var tries = 4096;
        return Matches(arn, 0, ref tries);
    }

    /// <summary>How long the value of a variable is; negative where what follows it is not there.</summary>
    private int LengthOf(ReadOnlySpan<char> rest, int part, bool last)
    {
        var text = part + 1 < _parts.Length ? Encoding.UTF8.GetString(_parts[part + 1].Text) : "";
        return last ? rest.Length - text.Length : text.Length == 0 ? 0 : rest.IndexOf(text, StringComparison.Ordinal);
    }

    /// <summary>Whether what follows the partition is the template's: that tells most ARNs apart.</summary>
    private bool HeadMatches(ReadOnlySpan<byte> arn)
    {
        if (_parts is not [{ Variable: null }, { Variable: "Partition" }, { Variable: null }, ..])
            return true;
        var begin = _parts[0].Text.Length;
        if (arn.Length <= begin)
            return false;
        var colon = arn[begin..].IndexOf((byte)':');
        return colon > 0 && arn[(begin + colon)..].StartsWith(_parts[2].Text);
    }

    private bool Matches(ReadOnlySpan<byte> rest, int part, ref int tries)
    {
        if (tries-- <= 0)
            return false;
        if (part == _parts.Length)
            return rest.IsEmpty;
        var (text, variable) = _parts[part];
        if (variable is null)
            return rest.StartsWith(text) && Matches(rest[text.Length..], part + 1, ref tries);
        return IsCommon(variable) ? MatchesField(rest, part, ref tries) : MatchesName(rest, part, ref tries);
    }

    /// <summary>A variable of the first five fields: it ends at a colon at the latest.</summary>
    private bool MatchesField(ReadOnlySpan<byte> rest, int part, ref int tries)
    {
        var end = rest.IndexOf((byte)':');
        if (part + 1 == _parts.Length)
            return rest.Length > 0 && end < 0;
        if (_parts[part + 1].Text is [(byte)':', ..])
            return end > 0 && Matches(rest[end..], part + 1, ref tries);
        for (var length = 1; length <= (end < 0 ? rest.Length : end); length++)
        {
            if (Matches(rest[length..], part + 1, ref tries))
                return true;
        }

        return false;
    }

    private bool MatchesName(ReadOnlySpan<byte> rest, int part, ref int tries)
    {
        if (part + 1 == _parts.Length)
            return rest.Length > 0;
        for (var length = 1; length <= rest.Length; length++)
        {
            if (_parts[part + 1].Text is { Length: > 0 } next)
            {
                var found = rest[length..].IndexOf(next[0]);
                if (found < 0)
                    return false;
                length += found;
            }

            if (Matches(rest[length..], part + 1, ref tries))
                return true;
        }

        return false;
    }

    private static IEnumerable<Part> Split(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var open = text.IndexOf("${", at, StringComparison.Ordinal);
            if (open < 0)
            {
                yield return new Part(Encoding.UTF8.GetBytes(text[at..]), null);
                yield break;
            }

            if (open > at)
                yield return new Part(Encoding.UTF8.GetBytes(text[at..open]), null);
            var close = text.IndexOf('}', open);
            yield return new Part([], text[(open + 2)..close]);
            at = close + 1;
        }
    }

    /// <summary>A piece of a template.</summary>
    /// <param name="Text">Fixed text, UTF-8; empty for a variable.</param>
    /// <param name="Variable">The variable's name, null for fixed text.</param>
    public readonly record struct Part(byte[] Text, string? Variable);
}
