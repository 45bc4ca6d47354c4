using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.RightSizing;

/// <summary>An ARN template of the catalogue (<c>arn:${Partition}:s3:::${BucketName}/${ObjectName}</c>), split so that ARNs can be read by it.</summary>
internal sealed class ArnTemplate
{
    private static readonly ConcurrentDictionary<string, ArnTemplate> s_known = new(StringComparer.Ordinal);

    /// <summary>Text, variable, text, variable … text: one text more than variables.</summary>
    private readonly string[] _texts;
    private readonly string[] _names;

    private ArnTemplate(string template)
    {
        var texts = new List<string>();
        var names = new List<string>();
        var start = 0;
        for (var open = template.IndexOf("${", StringComparison.Ordinal); open >= 0; open = template.IndexOf("${", start, StringComparison.Ordinal))
        {
            var close = template.IndexOf('}', open);
            if (close < 0)
                break;
            texts.Add(template[start..open]);
            names.Add(template[(open + 2)..close]);
            start = close + 1;
        }

        texts.Add(template[start..]);
        _texts = [.. texts];
        _names = [.. names];
        Literals = texts.Sum(t => t.Length);
    }

    /// <summary>How much of it is fixed text: of several templates that fit, the one with most is meant.</summary>
    public int Literals { get; }

    /// <summary>The names of its variables in their order.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>The template of a resource type.</summary>
    public static ArnTemplate Of(AwsResourceType type) => s_known.GetOrAdd(type.Arn, static a => new ArnTemplate(a));

    /// <summary>Whether a variable is of every ARN rather than of the resource's own name.</summary>
    public static bool IsCommon(string name) => name is "Partition" or "Region" or "Account";

    /// <summary>The values of the variables, null where the ARN does not fit. Every value but the last is as short as can be.</summary>
    public string[]? Read(string arn)
    {
        if (!arn.StartsWith(_texts[0], StringComparison.Ordinal))
            return null;
        var values = new string[_names.Length];
        var at = _texts[0].Length;
        for (var i = 0; i < _names.Length; i++)
        {
            var text = _texts[i + 1];
            var end = i == _names.Length - 1
                ? arn.Length - text.Length
                : text.Length == 0 ? at : arn.IndexOf(text, at, StringComparison.Ordinal);
            if (end < at || !arn.AsSpan(end).StartsWith(text))
                return null;
            values[i] = arn[at..end];
            if (values[i].Length == 0 && !IsCommon(_names[i]))
                return null;
            at = end + text.Length;
        }

        return at == arn.Length ? values : null;
    }

    /// <summary>Fills the template.</summary>
    public string Fill(IReadOnlyList<string> values)
    {
        var arn = new StringBuilder(_texts[0]);
        for (var i = 0; i < _names.Length; i++)
            arn.Append(values[i]).Append(_texts[i + 1]);
        return arn.ToString();
    }

    /// <summary>Of several types, the one whose template fits an ARN best, with the values; null where none fits.</summary>
    public static Fit? Best(IReadOnlyList<ActionResource> types, string arn)
    {
        Fit? best = null;
        foreach (var type in types)
        {
            var template = Of(type.Type);
            if (template.Read(arn) is { } values && (best is null || template.Literals > best.Value.Template.Literals))
                best = new Fit(template, type.Type, values);
        }

        return best;
    }

    /// <summary>A template that fits an ARN.</summary>
    [StructLayout(LayoutKind.Auto)]
    public readonly record struct Fit(ArnTemplate Template, AwsResourceType Type, string[] Values);
}
