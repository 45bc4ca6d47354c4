namespace Ambit.Access;

/// <summary>The answer to a question about all requests.</summary>
/// <param name="Holds">Whether it holds for every request; null where that could not be decided.</param>
/// <param name="Witness">A request for which it does not hold, confirmed by evaluating it.</param>
/// <param name="Undecided">What stood in the way of a decision, lower case, one sentence each.</param>
public sealed record SetAnswer(bool? Holds, AccessWitness? Witness, IReadOnlyList<string> Undecided)
{
    /// <summary>It holds for every request.</summary>
    public static readonly SetAnswer Yes = new(true, null, []);
}
