namespace Ambit.Aws.RightSizing;

/// <summary>How much of the calls of an action some trails record.</summary>
internal enum TrailReach
{
    /// <summary>None: a use is not observable.</summary>
    None = 0,

    /// <summary>Those on certain resources or of certain callers: what is not in the log may have happened.</summary>
    Some = 1,

    /// <summary>All.</summary>
    All = 2,
}
