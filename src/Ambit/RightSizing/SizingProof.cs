namespace Ambit.RightSizing;

/// <summary>Whether all that a proposal allows was allowed before, over every request there can be and not only those seen.</summary>
/// <param name="NeverWider">True where it is proved; false where a request shows the contrary; null where nothing decides it.</param>
/// <param name="Reasons">What stood in the way of a decision, or the request that shows the contrary.</param>
public sealed record SizingProof(bool? NeverWider, IReadOnlyList<string> Reasons)
{
    /// <summary>It is proved.</summary>
    public static readonly SizingProof Proved = new(true, []);

    /// <summary>One sentence on it.</summary>
    public string Sentence => NeverWider switch
    {
        true => "never wider than today: proved over all requests",
        false => $"WIDER than today: {string.Join("; ", Reasons)}",
        _ => $"whether it is wider than today could not be decided: {string.Join("; ", Reasons)}",
    };
}
