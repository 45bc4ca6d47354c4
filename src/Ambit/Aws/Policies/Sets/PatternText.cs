using System.Text.RegularExpressions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>A pattern of a policy, split at its variables (IAM User Guide, "IAM policy elements: Variables and tags").</summary>
internal sealed partial class PatternText
{
    private readonly List<Piece> _pieces = [];

    /// <summary>Reads a pattern.</summary>
    /// <param name="text">As the policy spells it.</param>
    /// <param name="variables">Whether <c>${…}</c> is a variable: only in version 2012-10-17.</param>
    public PatternText(string text, bool variables)
    {
        var at = 0;
        if (variables)
        {
            foreach (Match match in Variable().Matches(text))
            {
                Add(text[at..match.Index]);
                at = match.Index + match.Length;
                var key = match.Groups["key"].Value;
                // "${*}", "${?}" and "${$}" are the characters themselves.
                if (key is "*" or "?" or "$")
                    _pieces.Add(new Piece(key, null, null));
                else
                    _pieces.Add(new Piece("", key.ToLowerInvariant(), match.Groups["default"].Success ? match.Groups["default"].Value : null));
            }
        }

        Add(text[at..]);
        void Add(string plain)
        {
            if (plain.Length > 0)
                _pieces.Add(new Piece(plain, null, null, Wild: true));
        }
    }

    /// <summary>The keys of its variables, in lower case.</summary>
    public IEnumerable<string> Variables => _pieces.Select(p => p.Key).OfType<string>();

    /// <summary>The keys of its variables that have a default, in lower case.</summary>
    public IEnumerable<string> Defaulted => _pieces.Where(p => p.Default is not null).Select(p => p.Key!);

    /// <summary>The glob that it is when the variables have these values; null where a variable without value makes it match nothing.</summary>
    /// <param name="values">The value of each variable.</param>
    /// <param name="wild">Whether <c>*</c> and <c>?</c> are wildcards.</param>
    /// <param name="anyCase">Whether case does not matter.</param>
    /// <param name="inPart">Whether it is one of the first fields of an ARN, so that a wildcard stops at a colon.</param>
    public Glob? Glob(IReadOnlyDictionary<string, VariableValue> values, bool wild, bool anyCase = false, bool inPart = false)
    {
        var tokens = new List<GlobToken>();
        foreach (var piece in _pieces)
        {
            var text = piece.Text;
            if (piece.Key is { } key)
            {
                var value = values[key];
                if (value.Number >= 0)
                {
                    tokens.Add(new GlobToken(GlobStep.Variable, Variable: value.Number));
                    continue;
                }

                if ((value.Text ?? piece.Default) is not { } known)
                    return null;
                text = known;
            }

            foreach (var c in text)
                Sets.Glob.Append(tokens, c, wild && piece.Wild, anyCase, inPart);
        }

        return new Glob(tokens);
    }

    [GeneratedRegex("""\$\{(?<key>[^},]*?)\s*(?:,\s*'(?<default>[^']*)'\s*)?\}""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    private readonly record struct Piece(string Text, string? Key, string? Default, bool Wild = false);
}
