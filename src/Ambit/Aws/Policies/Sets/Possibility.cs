namespace Ambit.Aws.Policies.Sets;

/// <summary>Whether a set has a member.</summary>
internal enum Possibility
{
    /// <summary>It is empty.</summary>
    None,

    /// <summary>It has a member, which is given.</summary>
    Some,

    /// <summary>The search went past its limit: it may have one.</summary>
    Unknown,
}
