namespace Ambit.Aws.Conditions;

/// <summary>What is known of a condition key in a request.</summary>
internal enum FactState : byte
{
    /// <summary>The request does not hold it.</summary>
    Absent,

    /// <summary>It holds it, with values that are known.</summary>
    Present,

    /// <summary>It holds it, with values that are not known.</summary>
    PresentUnknown,

    /// <summary>Whether it holds it is not known.</summary>
    Unknown,

    /// <summary>It is one of a few states, which of them is not known.</summary>
    OneOf,
}
