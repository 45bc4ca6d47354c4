namespace Ambit.Findings;

/// <summary>Whether a granted permission was needed.</summary>
public enum GrantState
{
    /// <summary>The logs show its use within the window.</summary>
    Used = 0,

    /// <summary>The logs would have shown its use, and do not.</summary>
    Unused = 1,

    /// <summary>The logs at hand could not have shown it.</summary>
    NotObservable = 2,
}
