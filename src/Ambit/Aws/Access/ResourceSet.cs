using Ambit.Aws.Conditions;
using Ambit.Aws.Policies;

namespace Ambit.Aws.Access;

/// <summary>The resources that an entitlement is about, as patterns kept and patterns taken out.</summary>
internal sealed class ResourceSet
{
    private readonly IRequestFacts _facts;
    private List<(string Raw, int[] Tokens)> _kept;
    private readonly List<(string Raw, int[] Tokens)> _out = [];

    public ResourceSet(IRequestFacts facts, CompiledStatement statement)
    {
        _facts = facts;
        _kept = statement.EveryResource || statement.Source.NotResource ? [("*", [Glob.Star])] : Patterns(statement);
        if (statement.Source.NotResource)
            Add(Patterns(statement));
    }

    /// <summary>The patterns kept.</summary>
    public IReadOnlyList<string> Kept => [.. _kept.Select(k => k.Raw).Distinct(StringComparer.Ordinal)];

    /// <summary>The patterns taken out again.</summary>
    public IReadOnlyList<string> Out => [.. _out.Select(o => o.Raw).Distinct(StringComparer.Ordinal)];

    /// <summary>Keeps what some of the statements allow.</summary>
    public void Keep(IEnumerable<CompiledStatement> statements)
    {
        var kept = new List<(string, int[])>();
        foreach (var statement in statements)
        {
            if (statement.EveryResource || statement.Source.NotResource)
            {
                if (statement.Source.NotResource)
                    Add(Patterns(statement));
                return;
            }
            Narrow(Patterns(statement), kept);
        }
        _kept = kept;
    }

    /// <summary>Takes out what a statement denies.</summary>
    public void TakeOut(CompiledStatement statement)
    {
        if (statement.EveryResource)
        {
            _kept = [];
            return;
        }
        if (!statement.Source.NotResource)
        {
            Add(Patterns(statement));
            return;
        }
        var kept = new List<(string, int[])>();
        Narrow(Patterns(statement), kept);
        _kept = kept;
    }

    /// <summary>Whether something kept matches the pattern.</summary>
    public bool Meets(string pattern)
    {
        var tokens = Glob.Of(pattern).Tokens.ToArray();
        return _kept.Exists(k => ArnGlob.Intersects(k.Tokens, tokens));
    }

    /// <summary>Takes out a pattern.</summary>
    public void TakeOut(string pattern) => Add([(pattern, Glob.Of(pattern).Tokens.ToArray())]);

    private void Narrow(List<(string Raw, int[] Tokens)> patterns, List<(string, int[])> kept)
    {
        foreach (var own in _kept)
        {
            foreach (var pattern in patterns)
            {
                if (ArnGlob.Covers(pattern.Tokens, own.Tokens))
                    kept.Add(own);
                else if (ArnGlob.Intersects(own.Tokens, pattern.Tokens))
                    kept.Add(pattern);
            }
        }
    }

    private void Add(List<(string Raw, int[] Tokens)> patterns)
    {
        foreach (var pattern in patterns)
        {
            _kept = [.. _kept.Where(k => !ArnGlob.Covers(pattern.Tokens, k.Tokens))];
            if (_kept.Exists(k => ArnGlob.Intersects(k.Tokens, pattern.Tokens)))
                _out.Add(pattern);
        }
    }

    private List<(string Raw, int[] Tokens)> Patterns(CompiledStatement statement)
    {
        var patterns = new List<(string, int[])>(statement.Resources.Length);
        foreach (var pattern in statement.Resources)
        {
            if (pattern.Tokens(_facts) is { } tokens)
                patterns.Add((pattern.Raw, tokens));
        }
        return patterns;
    }
}
