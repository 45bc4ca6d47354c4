namespace Ambit.Aws.Conditions;

/// <summary>Three-valued truth, ordered so that AND is the least and OR the greatest.</summary>
public enum Truth : byte
{
    /// <summary>It does not hold.</summary>
    No = 0,

    /// <summary>Nothing known decides it.</summary>
    Unknown = 1,

    /// <summary>It holds.</summary>
    Yes = 2,
}
