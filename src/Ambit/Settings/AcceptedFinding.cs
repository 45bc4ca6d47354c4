using Ambit.Model;

namespace Ambit.Settings;

/// <summary>Findings that somebody accepted. All that is set must match.</summary>
/// <param name="Finding">The finding's id, null for any.</param>
/// <param name="Kind">The kind's id, null for any.</param>
/// <param name="Identity">A pattern of identities, null for any.</param>
/// <param name="Scope">A pattern of accounts, null for any.</param>
/// <param name="Resource">A pattern of resources, null for any.</param>
/// <param name="Reason">Why it is acceptable.</param>
/// <param name="Owner">Who answers for it.</param>
/// <param name="Until">The last day that it is accepted.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record AcceptedFinding(
    string? Finding, string? Kind, string? Identity, string? Scope, string? Resource, string Reason, string Owner, DateOnly Until, SourceLocation At)
{
    /// <summary>Whether it accepts a finding on a day.</summary>
    public bool Accepts(string finding, string kind, string? identity, string scope, string? resource, DateOnly today) =>
        today <= Until
        && (Finding is null || string.Equals(Finding, finding, StringComparison.Ordinal))
        && (Kind is null || string.Equals(Kind, kind, StringComparison.Ordinal))
        && (Identity is null || (identity is not null && NamePattern.Matches(Identity, identity)))
        && (Scope is null || NamePattern.Matches(Scope, scope))
        && (Resource is null || (resource is not null && NamePattern.Matches(Resource, resource)));
}
