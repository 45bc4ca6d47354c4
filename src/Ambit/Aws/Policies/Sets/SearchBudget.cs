namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// The work that one question may cost, in steps of automata: policies come from strangers, and a product of hostile patterns can be
/// larger than any memory. What is left undecided then is said.
/// </summary>
/// <param name="steps">How many steps there are; some 150 million take a second or two.</param>
internal sealed class SearchBudget(long steps = 150_000_000)
{
    private long _left = steps;

    /// <summary>Whether it is used up.</summary>
    public bool IsSpent => _left < 0;

    /// <summary>Takes some steps.</summary>
    public void Spend(int count) => _left -= count;
}
