namespace Ambit.Aws.Policies.Lint;

/// <summary>How AWS's own policy validation classes a finding.</summary>
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
