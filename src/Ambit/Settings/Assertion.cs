using Ambit.Model;

namespace Ambit.Settings;

/// <summary>What must hold of the estate; a scan or a plan that breaks it exits 4. Exactly one of the three forms is set.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Reach">Only these identities (patterns) may reach this resource, directly or by steps.</param>
/// <param name="NoPath">There is no path between these.</param>
/// <param name="AtMost">Identities that match hold no permission beyond these patterns.</param>
/// <param name="At">Where it stands in the file.</param>
public sealed record Assertion(string Name, ReachAssertion? Reach, NoPathAssertion? NoPath, AtMostAssertion? AtMost, SourceLocation At);
