using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>
/// An ARN of a policy whose fields are matched each on its own, so that a wildcard in one does not reach over a colon, but for
/// the last field, which takes the rest (IAM User Guide, "IAM JSON policy elements: Resource"; "Condition operators", ARN).
/// </summary>
internal sealed class ArnPattern
{
    private readonly Template[] _fields;
    private readonly Template? _whole;

    private ArnPattern(Template[] fields, Template? whole)
    {
        _fields = fields;
        _whole = whole;
    }

    /// <summary>Splits a pattern at its first five colons outside variables; fewer fields than six where it is short.</summary>
    public static List<string> Split(string text, bool variables)
    {
        var fields = new List<string>(6);
        int start = 0, depth = 0;
        for (var i = 0; i < text.Length && fields.Count < 5; i++)
        {
            if (variables && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' && text.IndexOf('}', i) >= 0)
                depth = 1;
            else if (text[i] == '}')
                depth = 0;
            else if (text[i] == ':' && depth == 0)
            {
                fields.Add(text[start..i]);
                start = i + 1;
            }
        }
        fields.Add(text[start..]);
        return fields;
    }

    /// <summary>Compiles fields: six, or fewer where the last one's star reaches over the rest.</summary>
    public static ArnPattern Of(IReadOnlyList<string> fields, bool variables, RequestKeys keys)
    {
        var templates = fields.Select(f => Template.Parse(f, variables, wildcards: true, keys)).ToArray();
        // Without wildcards and variables before the last field, one match over the whole text says the same and is faster.
        var plain = templates[..^1].All(t => t.Literal is not null) && !templates[^1].HasVariables;
        return new ArnPattern(templates, plain ? Template.Parse(string.Join(':', fields), variables, wildcards: true, keys) : null);
    }

    /// <summary>Whether an ARN matches.</summary>
    public Truth Matches(string text, IRequestFacts facts)
    {
        if (_whole is not null)
            return _whole.Matches(text, facts);
        var truth = Truth.Yes;
        var rest = text.AsSpan();
        for (var i = 0; i < _fields.Length; i++)
        {
            var field = rest;
            if (i < _fields.Length - 1)
            {
                var colon = rest.IndexOf(':');
                if (colon < 0)
                    return Truth.No;
                field = rest[..colon];
                rest = rest[(colon + 1)..];
            }
            truth = truth.And(_fields[i].Matches(field, facts));
            if (truth is Truth.No)
                return Truth.No;
        }
        return truth;
    }
}
