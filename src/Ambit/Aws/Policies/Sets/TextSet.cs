namespace Ambit.Aws.Policies.Sets;

/// <summary>A set of texts as a deterministic automaton over an alphabet.</summary>
internal abstract class TextSet
{
    /// <summary>The first state.</summary>
    public abstract int Start { get; }

    /// <summary>Whether the text read so far is in the set.</summary>
    public abstract bool Accepts(int state);

    /// <summary>Whether no text that begins so is in the set.</summary>
    public abstract bool IsDead(int state);

    /// <summary>Whether every text that begins so is in the set.</summary>
    public abstract bool IsFull(int state);

    /// <summary>The state after one more symbol.</summary>
    public abstract int Next(int state, int symbol);

    /// <summary>Whether the text is in the set.</summary>
    public abstract bool Matches(ReadOnlySpan<char> text);
}
