namespace Ambit.Access;

/// <summary>One finding of `policy lint`.</summary>
/// <param name="Code">The issue code of the cloud's own policy validation, or one of ours where it has none.</param>
/// <param name="Severity">Its class.</param>
/// <param name="Message">What is wrong, with the value in backticks; no final stop.</param>
/// <param name="Fix">What to do, one sentence.</param>
/// <param name="Path">JSON pointer (RFC 6901) to the place.</param>
/// <param name="Line">The line from 1.</param>
/// <param name="Column">The column from 0, in UTF-16 units.</param>
public sealed record LintFinding(string Code, LintSeverity Severity, string Message, string Fix, string Path, int Line, int Column)
{
    /// <summary>The class in one word.</summary>
    public string Type => Severity switch
    {
        LintSeverity.Error => "ERROR",
        LintSeverity.SecurityWarning => "SECURITY_WARNING",
        LintSeverity.Warning => "WARNING",
        _ => "SUGGESTION",
    };
}
