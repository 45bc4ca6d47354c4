namespace Ambit.Azure.Conditions;

/// <summary>Parses ABAC conditions. What it does not understand is an error with its position, never a guess.</summary>
public sealed class ConditionParser
{
    private const int DeepestNesting = 64;

    private readonly string _text;
    private int _at;
    private int _depth;

    private ConditionParser(string text) => _text = text;

    /// <summary>Parses a condition.</summary>
    /// <exception cref="FormatException">It is not one; the message says what was expected and where.</exception>
    public static ConditionExpression Parse(string text)
    {
        var parser = new ConditionParser(text);
        var expression = parser.Or();
        parser.Blank();
        return parser._at == text.Length ? expression : throw parser.Expected("the end of the condition");
    }

    private ConditionExpression Or()
    {
        if (++_depth > DeepestNesting)
            throw Expected($"at most {DeepestNesting} nested parts");
        var parts = new List<ConditionExpression> { And() };
        while (Word("OR") || Symbol("||"))
            parts.Add(And());
        _depth--;
        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private ConditionExpression And()
    {
        var parts = new List<ConditionExpression> { Unary() };
        while (Word("AND") || Symbol("&&"))
            parts.Add(Unary());
        return parts.Count == 1 ? parts[0] : new AllOf(parts);
    }

    private ConditionExpression Unary()
    {
        var negated = false;
        while (Symbol("!") || Word("NOT"))
        {
            negated = !negated;
            if (++_depth > DeepestNesting * 4)
                throw Expected("fewer negations");
        }

        ConditionExpression part;
        if (Symbol("("))
        {
            part = Or();
            if (!Symbol(")"))
                throw Expected("`)`");
        }
        else
        {
            part = Predicate();
        }

        return negated ? new Not(part) : part;
    }

    private ConditionExpression Predicate()
    {
        if (Word("ActionMatches"))
            return Guard(v => new ActionGuard(v));
        if (Word("SubOperationMatches"))
            return Guard(v => new SubOperationGuard(v));
        if (Word("Exists"))
        {
            var (source, name) = Attribute();
            return new AttributeExists(source, name);
        }

        if (Peek() != '@')
            return Reversed();
        var left = Attribute();
        var (quantifier, @operator) = Operator();
        if (Peek() == '@')
            return new Comparison(left.Source, left.Name, quantifier, @operator, [], Attribute());
        return new Comparison(left.Source, left.Name, quantifier, @operator, Values(), null);
    }

    /// <summary>A constant may stand on the left: <c>'x' StringEquals @Resource[…]</c>.</summary>
    private ConditionExpression Reversed()
    {
        var values = Values();
        var (quantifier, @operator) = Operator();
        var right = Attribute();
        var turned = quantifier.ToLowerInvariant() switch
        {
            "forallofanyvalues" => "ForAnyOfAllValues",
            "foranyofallvalues" => "ForAllOfAnyValues",
            _ => quantifier,
        };
        var relation = @operator.Replace("Less", "§", StringComparison.OrdinalIgnoreCase).Replace("Greater", "Less", StringComparison.OrdinalIgnoreCase).Replace("§", "Greater", StringComparison.Ordinal);
        return new Comparison(right.Source, right.Name, turned, relation, values, null);
    }

    private ConditionExpression Guard(Func<string, ConditionExpression> make)
    {
        var parts = Values().Select(make).ToList();
        return parts.Count == 1 ? parts[0] : new AnyOf(parts);
    }

    private (string Source, string Name) Attribute()
    {
        if (!Symbol("@"))
            throw Expected("an attribute, `@Request[…]`, `@Resource[…]`, `@Principal[…]` or `@Environment[…]`");
        var source = Name();
        if (source.ToLowerInvariant() is not ("request" or "resource" or "principal" or "environment") || !Symbol("["))
            throw Expected("`Request[`, `Resource[`, `Principal[` or `Environment[`");
        var end = _text.IndexOf(']', _at);
        if (end < 0)
            throw Expected("`]`");
        var name = _text[_at..end].Trim();
        _at = end + 1;
        return (char.ToUpperInvariant(source[0]) + source[1..].ToLowerInvariant(), name);
    }

    private (string Quantifier, string Operator) Operator()
    {
        Blank();
        var word = Name();
        var quantifier = "";
        if (_at < _text.Length && _text[_at] == ':')
        {
            quantifier = word;
            _at++;
            word = Name();
            if (quantifier.ToLowerInvariant() is not ("foranyofanyvalues" or "forallofanyvalues" or "foranyofallvalues" or "forallofallvalues"))
                throw Expected("`ForAnyOfAnyValues`, `ForAllOfAnyValues`, `ForAnyOfAllValues` or `ForAllOfAllValues`");
        }

        return ValueComparison.Operators.Contains(word) ? (quantifier, word) : throw Expected($"an operator such as `StringEquals`, not `{word}`,");
    }

    private List<string> Values()
    {
        var values = new List<string>();
        if (!Symbol("{"))
        {
            values.Add(Value());
            return values;
        }

        while (!Symbol("}"))
        {
            values.Add(Value());
            if (!Symbol(",") && Peek() != '}')
                throw Expected("`,` or `}`");
        }

        return values;
    }

    private string Value()
    {
        Blank();
        if (_at < _text.Length && _text[_at] is '\'' or '"')
        {
            var quote = _text[_at++];
            var begin = _at;
            while (_at < _text.Length && _text[_at] != quote)
                _at += _text[_at] == '\\' ? 2 : 1;
            if (_at >= _text.Length)
                throw Expected("the end of the text that begins here");
            return _text[begin.._at++].Replace("\\'", "'", StringComparison.Ordinal);
        }

        var from = _at;
        while (_at < _text.Length && _text[_at] is not (',' or '}' or ')' or ' ' or '\r' or '\n' or '\t'))
            _at++;
        return _at > from ? _text[from.._at] : throw Expected("a value");
    }

    private string Name()
    {
        var from = _at;
        while (_at < _text.Length && char.IsAsciiLetterOrDigit(_text[_at]))
            _at++;
        return _text[from.._at] is { Length: > 0 } name ? name : throw Expected("a word");
    }

    private char Peek()
    {
        Blank();
        return _at < _text.Length ? _text[_at] : '\0';
    }

    private bool Word(string word)
    {
        Blank();
        if (!_text.AsSpan(_at).StartsWith(word, StringComparison.OrdinalIgnoreCase) || (_at + word.Length < _text.Length && char.IsAsciiLetterOrDigit(_text[_at + word.Length])))
            return false;
        _at += word.Length;
        return true;
    }

    private bool Symbol(string symbol)
    {
        Blank();
        if (!_text.AsSpan(_at).StartsWith(symbol, StringComparison.Ordinal))
            return false;
        _at += symbol.Length;
        return true;
    }

    private void Blank()
    {
        while (_at < _text.Length && char.IsWhiteSpace(_text[_at]))
            _at++;
    }

    private FormatException Expected(string what) => new($"a condition expects {what} at character {_at + 1}");
}
