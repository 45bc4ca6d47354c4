namespace Ambit.Findings;

/// <summary>What to do about a finding.</summary>
/// <param name="Kind">rightsize, remove-identity, remove-credential, rotate-credential, require-mfa, remove-grant, narrow-trust …; what <c>ambit remediate</c> knows.</param>
/// <param name="Summary">One sentence of its own, with the names that matter.</param>
public sealed record Remediation(string Kind, string Summary);
