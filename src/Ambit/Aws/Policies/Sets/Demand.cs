namespace Ambit.Aws.Policies.Sets;

/// <summary>One thing that a statement asks of one part of a request.</summary>
/// <param name="Space">The number of the part.</param>
/// <param name="Test">The number of the test there.</param>
/// <param name="Holds">Whether the test must hold or fail.</param>
internal readonly record struct Demand(int Space, int Test, bool Holds)
{
    /// <summary>The demand as its space has it.</summary>
    public int Signed => Holds ? Test + 1 : -(Test + 1);

    /// <summary>The opposite.</summary>
    public Demand Not => this with { Holds = !Holds };
}
