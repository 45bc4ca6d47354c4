namespace Ambit.Aws.Access;

/// <summary>The guardrails over one account.</summary>
/// <param name="OrganizationId">Its organisation, null where unknown or none.</param>
/// <param name="Path"><c>o-…/r-…/ou-…/</c>, null where unknown.</param>
/// <param name="ServiceControl">Service control policies by level, the root first; none for the management account.</param>
/// <param name="ResourceControl">Resource control policies by level.</param>
internal sealed record AccountGuardrails(string? OrganizationId, string? Path, PolicyLayer[] ServiceControl, PolicyLayer[] ResourceControl);
