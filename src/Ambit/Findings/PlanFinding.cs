using Ambit.Access;

namespace Ambit.Findings;

/// <summary>Something that a plan would open.</summary>
/// <param name="Kind"><c>new-admin</c>, <c>new-public-access</c>, <c>new-trust</c>, <c>new-path</c>, <c>new-access</c>, <c>unknown-policy</c>.</param>
/// <param name="Severity"><c>critical</c>, <c>high</c>, <c>medium</c>, <c>low</c>.</param>
/// <param name="Certain">False where it depends on values that are known only after the change.</param>
/// <param name="Address">The resource of the plan.</param>
/// <param name="Subject">Who or what gains or is opened.</param>
/// <param name="Message">What it opens, one sentence without final stop.</param>
/// <param name="Witness">A request that would be allowed and was not before.</param>
public sealed record PlanFinding(string Kind, string Severity, bool Certain, string Address, string Subject, string Message, AccessWitness? Witness);
