namespace Ambit.Escalation;

/// <summary>
/// A value in a rule: a constant (<c>lambda.amazonaws.com</c>), a variable (<c>$role</c>), a text with variables in it
/// (<c>arn:aws:s3:::${bucket}/*</c>), or <c>_</c>, which takes anything.
/// </summary>
public sealed record Term
{
    private readonly string[] _texts;
    private readonly string[] _names;

    private Term(string text, string[] texts, string[] names) => (Text, _texts, _names) = (text, texts, names);

    /// <summary>As the rule spells it.</summary>
    public string Text { get; }

    /// <summary>The variables in it, without the dollar sign, in order of appearance.</summary>
    public IReadOnlyList<string> Variables => _names;

    /// <summary>Whether it is <c>_</c>.</summary>
    public bool Anything => Text == "_";

    /// <summary>The variable's name when the whole term is one variable, else null.</summary>
    public string? Variable => _names.Length == 1 && _texts[0].Length == 0 && _texts[1].Length == 0 ? _names[0] : null;

    /// <summary>Whether it is the same in every binding.</summary>
    public bool Constant => _names.Length == 0 && !Anything;

    /// <summary>Reads a term.</summary>
    /// <exception cref="FormatException">A dollar sign that begins no name, or a brace that is not closed.</exception>
    public static Term Parse(string text)
    {
        var texts = new List<string>();
        var names = new List<string>();
        var from = 0;
        while (text.IndexOf('$', from) is var at and >= 0)
        {
            var braces = at + 1 < text.Length && text[at + 1] == '{';
            var begin = at + (braces ? 2 : 1);
            var end = begin;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
                end++;
            if (end == begin || (braces && (end == text.Length || text[end] != '}')))
                throw new FormatException($"`{text}`: a dollar sign begins a variable, `$name` or `${{name}}`");
            texts.Add(text[from..at]);
            names.Add(text[begin..end]);
            from = braces ? end + 1 : end;
        }

        texts.Add(text[from..]);
        return new Term(text, [.. texts], [.. names]);
    }

    /// <summary>The value in a binding; null when a variable is not bound yet, or for <c>_</c>.</summary>
    /// <param name="value">Gives a variable's value by name, null when it is not bound.</param>
    public string? In(Func<string, string?> value)
    {
        if (Anything)
            return null;
        if (_names.Length == 0)
            return Text;
        if (Variable is { } name)
            return value(name);
        var text = _texts[0];
        for (var i = 0; i < _names.Length; i++)
        {
            if (value(_names[i]) is not { } v)
                return null;
            text += v + _texts[i + 1];
        }

        return text;
    }

    /// <inheritdoc/>
    public override string ToString() => Text;
}
