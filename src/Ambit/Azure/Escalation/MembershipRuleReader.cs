using System.Text.RegularExpressions;
using Ambit.Azure.Conditions;

namespace Ambit.Azure.Escalation;

/// <summary>
/// Reads a dynamic rule and asks of each comparison whether it can be made true and whether it can be made false. A text that cannot be
/// read, or is nested deeper than any that Entra takes, is unknown.
/// </summary>
internal sealed partial class MembershipRuleReader(string rule, Func<MembershipComparison, (Truth True, Truth False)> decide)
{
    private const int Deepest = 50;
    private static readonly (Truth, Truth) Open = (Truth.Unknown, Truth.Unknown);
    private readonly string[] _words = [.. Word().Matches(rule).Select(m => m.Value)];
    private int _at;
    private int _depth;

    /// <summary>Whether the rule can be made true.</summary>
    public Truth CanBeTrue()
    {
        try
        {
            var found = Either();
            return _at == _words.Length ? found.True : Truth.Unknown;
        }
        catch (FormatException)
        {
            return Truth.Unknown;
        }
    }

    private string? Peek => _at < _words.Length ? _words[_at] : null;

    private bool Takes(string word)
    {
        if (Peek is not { } next || !next.TrimStart('-').Equals(word, StringComparison.OrdinalIgnoreCase))
            return false;
        _at++;
        return true;
    }

    private string Next() => _at < _words.Length ? _words[_at++] : throw new FormatException("the rule ends too early");

    private (Truth True, Truth False) Either()
    {
        var found = Both();
        while (Takes("or"))
        {
            var more = Both();
            found = (Max(found.True, more.True), Min(found.False, more.False));
        }

        return found;
    }

    private (Truth True, Truth False) Both()
    {
        var found = One();
        while (Takes("and"))
        {
            var more = One();
            found = (Min(found.True, more.True), Max(found.False, more.False));
        }

        return found;
    }

    private (Truth True, Truth False) One()
    {
        if (++_depth > Deepest)
            throw new FormatException("nested too deep");
        try
        {
            if (Takes("not"))
            {
                var (yes, no) = One();
                return (no, yes);
            }

            if (!Takes("("))
                return Comparison();
            var inner = Either();
            return Takes(")") ? inner : throw new FormatException("a bracket is not closed");
        }
        finally
        {
            _depth--;
        }
    }

    private (Truth True, Truth False) Comparison()
    {
        var attribute = Next().ToLowerInvariant();
        var comparison = Next().TrimStart('-').ToLowerInvariant();
        // `-any (…)` and `-all (…)` look into lists of plans and groups
        if (Peek == "(")
        {
            One();
            return Open;
        }

        var values = new List<string?>();
        if (Takes("["))
        {
            while (!Takes("]"))
            {
                if (!Takes(","))
                    values.Add(Value(Next()));
            }
        }
        else
        {
            values.Add(Value(Next()));
        }

        // a rule over devices takes no users
        if (!attribute.StartsWith("user.", StringComparison.Ordinal))
            return attribute.StartsWith("device.", StringComparison.Ordinal) ? (Truth.False, Truth.False) : Open;
        return decide(new MembershipComparison(attribute["user.".Length..], comparison, values));
    }

    private static string? Value(string word) => word.Length > 1 && word[0] is '"' or '\'' ? word[1..^1] : word.Equals("null", StringComparison.OrdinalIgnoreCase) ? null : word;

    private static Truth Min(Truth a, Truth b) => a < b ? a : b;

    private static Truth Max(Truth a, Truth b) => a > b ? a : b;

    [GeneratedRegex("""\"[^\"]*\"|'[^']*'|[()\[\],]|[^\s()\[\],"']+""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Word();
}
