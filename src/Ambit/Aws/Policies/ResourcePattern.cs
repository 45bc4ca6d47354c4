using System.Buffers;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>One value of a Resource or NotResource element, compiled.</summary>
internal sealed class ResourcePattern
{
    private readonly ArnPattern? _arn;
    private readonly Template? _whole;
    private readonly Template? _joined;

    private ResourcePattern(string raw, ArnPattern? arn, Template? whole, Template? joined)
    {
        Raw = raw;
        _arn = arn;
        _whole = whole;
        _joined = joined;
    }

    /// <summary>As the policy spells it.</summary>
    public string Raw { get; }

    /// <summary>Whether it is <c>*</c>.</summary>
    public bool All => _whole?.Fixed?.MatchesAll == true;

    /// <summary>
    /// Compiles a value. "A short ARN (fewer than six fields) in the Resource of an identity policy or boundary is completed
    /// with *"; elsewhere it matches only where its own last star reaches over the rest. No wildcard is allowed in the service.
    /// </summary>
    /// <param name="text">As the policy spells it.</param>
    /// <param name="completes">Whether the policy is one in which short ARNs are completed.</param>
    /// <param name="variables">Whether <c>${…}</c> are variables.</param>
    /// <param name="keys">Where keys are interned.</param>
    public static ResourcePattern Parse(string text, bool completes, bool variables, RequestKeys keys)
    {
        if (!text.StartsWith("arn:", StringComparison.Ordinal))
            return new ResourcePattern(text, null, Template.Parse(text, variables, wildcards: true, keys), null);
        var fields = ArnPattern.Split(text, variables);
        var service = fields.Count > 2 ? Template.Parse(fields[2], variables, wildcards: true, keys) : null;
        if (service is null || service.Fixed?.HasWildcard == true)
            return new ResourcePattern(text, null, null, null);
        if (fields.Count < 6 && completes && !service.HasVariables)
        {
            while (fields.Count < 6)
                fields.Add("*");
        }
        else if (fields.Count < 6 && !text.EndsWith('*'))
        {
            return new ResourcePattern(text, null, null, null);
        }
        return new ResourcePattern(
            text, ArnPattern.Of(fields, variables, keys), null, Template.Parse(string.Join(':', fields), variables, wildcards: true, keys));
    }

    /// <summary>Whether a resource matches.</summary>
    public Truth Matches(string resource, IRequestFacts facts) =>
        _arn?.Matches(resource, facts) ?? _whole?.Matches(resource, facts) ?? Truth.No;

    /// <summary>Whether some text of the other pattern matches this one; variables that are not known match anything.</summary>
    public Truth Meets(ReadOnlySpan<int> other, IRequestFacts facts) => Against(other, facts, ArnGlob.Intersects);

    /// <summary>Whether every text of the other pattern matches this one.</summary>
    public Truth Covers(ReadOnlySpan<int> other, IRequestFacts facts) => Against(other, facts, ArnGlob.Covers);

    /// <summary>The pattern's tokens with variables filled in, a star for those that are not known; null where it can match nothing.</summary>
    public int[]? Tokens(IRequestFacts facts)
    {
        var template = _whole ?? _joined;
        if (template is null)
            return null;
        if (template.Fixed is { } glob)
            return glob.Shared;
        var expansion = new Expansion(stackalloc int[512]);
        var tokens = expansion.Fill(template, facts) is Truth.No ? null : expansion.Tokens.ToArray();
        expansion.Dispose();
        return tokens;
    }

    private Truth Against(ReadOnlySpan<int> other, IRequestFacts facts, Func<ReadOnlySpan<int>, ReadOnlySpan<int>, bool> test)
    {
        var template = _whole ?? _joined;
        if (template is null)
            return Truth.No;
        if (template.Fixed is { } glob)
            return TruthTables.Of(test(glob.Tokens, other));
        var expansion = new Expansion(stackalloc int[512]);
        var filled = expansion.Fill(template, facts);
        var truth = filled is Truth.No || !test(expansion.Tokens, other) ? Truth.No : filled;
        expansion.Dispose();
        return truth;
    }
}
