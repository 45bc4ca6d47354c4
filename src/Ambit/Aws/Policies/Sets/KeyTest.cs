namespace Ambit.Aws.Policies.Sets;

/// <summary>How a test of a key looks at several values.</summary>
internal enum Reach
{
    /// <summary>The key has one value.</summary>
    One,

    /// <summary>Every value.</summary>
    All,

    /// <summary>At least one.</summary>
    Any,
}

/// <summary>What one condition says of its key.</summary>
/// <param name="WhenAbsent">What it says where the request has no such key.</param>
/// <param name="WhenPresent">What it says of any value; null where that depends on the value.</param>
/// <param name="Reach">Which of the values it looks at.</param>
/// <param name="Each">What a value has to meet, all of it.</param>
internal sealed record KeyTest(bool WhenAbsent, bool? WhenPresent, Reach Reach, IReadOnlyList<ValueDemand> Each);

/// <summary>A demand on one value of a key.</summary>
/// <param name="Text">Whether it is a test of the text or of the number, date, address or Boolean.</param>
/// <param name="Signed">The test's number plus one, negative where it must fail.</param>
internal readonly record struct ValueDemand(bool Text, int Signed)
{
    /// <summary>The opposite.</summary>
    public ValueDemand Not => this with { Signed = -Signed };
}
