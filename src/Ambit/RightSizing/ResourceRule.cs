namespace Ambit.RightSizing;

/// <summary>How resources that were seen become patterns: the knob of right-sizing (docs/rightsizing.md).</summary>
public enum ResourceRule
{
    /// <summary>Only what was seen, name by name.</summary>
    Exact = 0,

    /// <summary>Containers (a bucket, a table, a function) by name, what lies in them (objects, streams, versions) by path.</summary>
    Path = 1,

    /// <summary>Every resource of the types seen, in the accounts and regions seen.</summary>
    Type = 2,

    /// <summary>The resources of today's statements: only actions are cut.</summary>
    Keep = 3,
}
