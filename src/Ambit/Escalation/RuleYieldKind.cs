namespace Ambit.Escalation;

/// <summary>The kinds of gain.</summary>
public enum RuleYieldKind
{
    /// <summary>The start acts as the identity, with all its rights.</summary>
    Become = 0,

    /// <summary>The start administers the scope.</summary>
    Admin = 1,

    /// <summary>The start reads the resource's data, or controls who does.</summary>
    Reach = 2,
}
