using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>
/// A text of a policy that may hold policy variables (IAM User Guide, "IAM policy elements: Variables and tags"):
/// <c>${key}</c>, <c>${key, 'default'}</c>, and <c>${*}</c>, <c>${?}</c>, <c>${$}</c> for the characters themselves.
/// A variable's value is literal, wildcards in it too.
/// </summary>
internal sealed class Template
{
    private Template(string raw, IReadOnlyList<TemplatePart> parts, bool wildcards)
    {
        Raw = raw;
        Parts = parts;
        HasVariables = parts.Any(p => p.Variable is not null);
        if (HasVariables)
            return;
        var tokens = parts.SelectMany(p => p.Tokens).ToArray();
        Fixed = new Glob(tokens);
        Literal = wildcards && Fixed.HasWildcard ? null : string.Concat(tokens.Select(t => (char)t));
    }

    /// <summary>As the policy spells it.</summary>
    public string Raw { get; }

    /// <summary>Its parts in order.</summary>
    public IReadOnlyList<TemplatePart> Parts { get; }

    /// <summary>Whether the request decides what it says.</summary>
    public bool HasVariables { get; }

    /// <summary>The pattern, where there are no variables.</summary>
    public Glob? Fixed { get; }

    /// <summary>The text, where there are neither variables nor wildcards.</summary>
    public string? Literal { get; }

    /// <summary>A text in which nothing is special.</summary>
    public static Template Literally(string text) =>
        new(text, [new TemplatePart([.. text.Select(c => (int)c)], null, null)], wildcards: false);

    /// <summary>Reads a text.</summary>
    /// <param name="text">As the policy spells it.</param>
    /// <param name="variables">Whether <c>${…}</c> are variables: version 2012-10-17 only.</param>
    /// <param name="wildcards">Whether <c>*</c> and <c>?</c> are wildcards here.</param>
    /// <param name="keys">Where keys are interned.</param>
    public static Template Parse(string text, bool variables, bool wildcards, RequestKeys keys)
    {
        var parts = new List<TemplatePart>();
        var run = new List<int>();
        for (var i = 0; i < text.Length; i++)
        {
            var close = variables && text[i] == '$' && i + 1 < text.Length && text[i + 1] == '{' ? text.IndexOf('}', i + 2) : -1;
            if (close < 0)
            {
                run.Add(wildcards ? Glob.TokenOf(text[i]) : text[i]);
                continue;
            }
            var inner = text[(i + 2)..close];
            i = close;
            if (inner is "*" or "?" or "$")
            {
                run.Add(inner[0]);
                continue;
            }
            if (run.Count > 0)
                parts.Add(new TemplatePart([.. run], null, null));
            run.Clear();
            parts.Add(Variable(inner, keys));
        }
        if (run.Count > 0)
            parts.Add(new TemplatePart([.. run], null, null));
        return new Template(text, parts, wildcards);
    }

    /// <summary>
    /// Whether a text matches, the variables filled in. Unknown: a variable's value is not known, and some value would match.
    /// </summary>
    /// <param name="text">The request's text.</param>
    /// <param name="facts">The request.</param>
    public Truth Matches(ReadOnlySpan<char> text, IRequestFacts facts)
    {
        if (Fixed is not null)
            return (Literal is null ? Fixed.Matches(text) : text.SequenceEqual(Literal)) ? Truth.Yes : Truth.No;
        Span<int> room = stackalloc int[512];
        var expansion = new Expansion(room);
        var filled = expansion.Fill(this, facts);
        var truth = filled is Truth.No || !Glob.Matches(expansion.Tokens, text) ? Truth.No : filled;
        expansion.Dispose();
        return truth;
    }

    private static TemplatePart Variable(string inner, RequestKeys keys)
    {
        var comma = inner.IndexOf(',');
        if (comma < 0)
            return new TemplatePart([], keys.Intern(inner.Trim()), null);
        var fallback = inner[(comma + 1)..].Trim();
        if (fallback is ['\'', .., '\''])
            fallback = fallback[1..^1];
        return new TemplatePart([], keys.Intern(inner[..comma].Trim()), fallback);
    }
}
