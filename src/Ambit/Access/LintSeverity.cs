namespace Ambit.Access;

/// <summary>How grave a finding of <c>policy lint</c> is; the classes of AWS's own policy validation.</summary>
public enum LintSeverity
{
    /// <summary>The policy, or part of it, does not work.</summary>
    Error,

    /// <summary>It grants more than is safe.</summary>
    SecurityWarning,

    /// <summary>It may not do what it says.</summary>
    Warning,

    /// <summary>It could be simpler.</summary>
    Suggestion,
}
