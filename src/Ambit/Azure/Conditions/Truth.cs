namespace Ambit.Azure.Conditions;

/// <summary>What is known of a condition.</summary>
public enum Truth
{
    /// <summary>It does not hold.</summary>
    False = 0,

    /// <summary>Nothing known decides it.</summary>
    Unknown = 1,

    /// <summary>It holds.</summary>
    True = 2,
}
