using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// Keeps generalised resources within the statement that they were cut from: field by field, as AWS matches ARNs. Where a
/// pattern would reach beyond it, the resources seen take its place, each of which the statement was found to allow.
/// </summary>
internal sealed class Containment(SourcePolicy source, CompiledStatement statement, RequestKeys keys)
{
    private readonly bool _expands = source.Compiled!.Document.ExpandsVariables;

    /// <summary>The statement's own resources, spelt for a document of the current version.</summary>
    public IReadOnlyList<string> Own => [.. statement.Source.Resources.Select(Spell)];

    /// <summary>
    /// The statement's own patterns with variables that some resources matched, by what is known of who used them. A variable is
    /// narrower than any name: every holder's own home, and nobody else's.
    /// </summary>
    /// <param name="left">The resources one holder used; those that such a pattern is for are taken out.</param>
    /// <param name="facts">What is known of the holder.</param>
    public IEnumerable<string> OfVariables(HashSet<string> left, IRequestFacts facts)
    {
        var kept = new List<string>();
        foreach (var own in statement.Resources.Where(r => HasVariables(r.Raw) && !statement.Source.NotResource))
        {
            if (left.RemoveWhere(r => own.Matches(r, facts) is not Truth.No) > 0)
                kept.Add(Spell(own.Raw));
        }

        return kept;
    }

    /// <summary>
    /// The patterns that stay within, and the seen resources that no such pattern covers; null where a resource was seen as a
    /// pattern that reaches beyond the statement, so that nobody knows which part of it was meant.
    /// </summary>
    public IReadOnlyList<string>? Within(IReadOnlyList<string> patterns, IReadOnlyCollection<string> seen, IRequestFacts facts)
    {
        var kept = new SortedSet<string>(StringComparer.Ordinal);
        var left = seen.ToHashSet(StringComparer.Ordinal);
        foreach (var pattern in patterns)
        {
            var compiled = ResourcePattern.Parse(pattern, completes: false, variables: true, keys);
            var covered = left.Where(r => compiled.Matches(r, facts) is Truth.Yes).ToList();
            if (covered.Count == 0)
                continue;
            if (Holds(pattern, compiled, facts))
                kept.Add(pattern);
            else if (covered.Exists(MadePatterns.Is))
                return null;
            else
                kept.UnionWith(covered.Select(PolicyLiteral.Escape));
            left.ExceptWith(covered);
        }

        if (left.Any(MadePatterns.Is))
            return null;
        kept.UnionWith(left.Select(PolicyLiteral.Escape));
        return [.. kept];
    }

    /// <summary>Whether the statement holds all of a pattern.</summary>
    public bool Holds(string pattern, IRequestFacts facts) => Holds(pattern, ResourcePattern.Parse(pattern, completes: false, variables: true, keys), facts);

    private bool Holds(string pattern, ResourcePattern compiled, IRequestFacts facts)
    {
        if (statement.EveryResource)
            return true;
        if (compiled.Tokens(facts) is not { } tokens)
            return false;
        if (statement.Source.NotResource)
            return statement.Resources.All(r => r.Meets(tokens, facts) is Truth.No);
        return statement.Resources.Any(r => r.All || (!HasVariables(r.Raw) && FieldByField(r.Raw, pattern)));
    }

    /// <summary>Whether each field of the wide pattern covers the same field of the narrow one.</summary>
    private bool FieldByField(string wide, string narrow)
    {
        var a = ArnPattern.Split(wide, _expands);
        var b = ArnPattern.Split(narrow, variables: true);
        if (a.Count != 6 || b.Count != 6)
            return false;
        for (var i = 0; i < 6; i++)
        {
            if (!Glob.Covers(Tokens(a[i], _expands), Tokens(b[i], escapes: true)))
                return false;
        }

        return true;
    }

    private static int[] Tokens(string text, bool escapes)
    {
        var tokens = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (escapes && i + 3 < text.Length && text[i] == '$' && text[i + 1] == '{' && text[i + 3] == '}')
            {
                tokens.Add(text[i + 2]);
                i += 3;
            }
            else
            {
                tokens.Add(Glob.TokenOf(text[i]));
            }
        }

        return [.. tokens];
    }

    private bool HasVariables(string pattern)
    {
        if (!_expands)
            return false;
        for (var at = pattern.IndexOf("${", StringComparison.Ordinal); at >= 0; at = pattern.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            if (at + 3 >= pattern.Length || pattern[at + 3] != '}')
                return true;
        }

        return false;
    }

    private string Spell(string pattern) => _expands ? pattern : PolicyLiteral.FromOldVersion(pattern);
}
