namespace Ambit.Aws.Policies.Sets;

/// <summary>A pattern as tokens: globs, not regular expressions, so a dot, a plus or a bracket is itself.</summary>
internal sealed class Glob : IEquatable<Glob>
{
    /// <summary>Every text.</summary>
    public static readonly Glob Everything = new([new GlobToken(GlobStep.Run)]);

    private readonly GlobToken[] _tokens;
    private readonly int _hash;

    /// <summary>Makes a pattern.</summary>
    /// <param name="tokens">The tokens, without the end.</param>
    public Glob(IReadOnlyList<GlobToken> tokens)
    {
        _tokens = [.. tokens];
        _hash = 17;
        foreach (var token in _tokens)
        {
            _hash = unchecked((_hash * 31) + ((int)token.Step << 16) + token.Character + (token.Variable * 7919));
            HasVariable |= token.Step is GlobStep.Variable;
        }
    }

    /// <summary>The tokens, without the end.</summary>
    public ReadOnlySpan<GlobToken> Tokens => _tokens;

    /// <summary>A glob with <c>*</c> and <c>?</c>.</summary>
    public static Glob Wild(string text, bool anyCase = false) => Of(text, wild: true, anyCase);

    /// <summary>The text alone.</summary>
    public static Glob Exact(string text, bool anyCase = false) => Of(text, wild: false, anyCase);

    private static Glob Of(string text, bool wild, bool anyCase)
    {
        var tokens = new List<GlobToken>(text.Length);
        foreach (var c in text)
            Append(tokens, c, wild, anyCase, inPart: false);
        return new Glob(tokens);
    }

    /// <summary>Appends one character of a pattern; runs that stand side by side are one.</summary>
    public static void Append(List<GlobToken> tokens, char c, bool wild, bool anyCase, bool inPart)
    {
        if (wild && c == '*')
        {
            var run = new GlobToken(inPart ? GlobStep.RunOfPart : GlobStep.Run);
            if (tokens.Count == 0 || tokens[^1] != run)
                tokens.Add(run);
        }
        else if (wild && c == '?')
            tokens.Add(new GlobToken(inPart ? GlobStep.OneOfPart : GlobStep.One));
        else if (anyCase && char.ToLowerInvariant(c) is var lower && (lower != char.ToUpperInvariant(c) || lower != c))
            tokens.Add(new GlobToken(GlobStep.CharacterOfAnyCase, lower));
        else
            tokens.Add(new GlobToken(GlobStep.Character, c));
    }

    /// <summary>Whether it is one fixed text, and which.</summary>
    public string? Fixed =>
        Array.TrueForAll(_tokens, t => t.Step is GlobStep.Character or GlobStep.CharacterOfAnyCase) ? string.Concat(_tokens.Select(t => t.Character)) : null;

    /// <summary>Whether a wildcard stands in it.</summary>
    public bool HasWildcard => Array.Exists(_tokens, t => t.IsRun || t.Step is GlobStep.One);

    /// <summary>Whether a variable stands in it.</summary>
    public bool HasVariable { get; }

    /// <inheritdoc/>
    public bool Equals(Glob? other) => other is not null && Tokens.SequenceEqual(other.Tokens);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Glob);

    /// <inheritdoc/>
    public override int GetHashCode() => _hash;
}
