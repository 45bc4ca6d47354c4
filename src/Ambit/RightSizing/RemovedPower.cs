using Ambit.Escalation;

namespace Ambit.RightSizing;

/// <summary>What a right-sizing takes away of what its holders could become.</summary>
/// <param name="Administration">Scopes (accounts, tenants) whose administration a holder has today and would not have.</param>
/// <param name="Paths">Ways up that end, one for each pair of start and target.</param>
/// <param name="Left">Ways up that stay or that begin, because what they reach was held outright before.</param>
/// <param name="Together">Whether it is the effect of all results of the run applied together.</param>
public sealed record RemovedPower(IReadOnlyList<string> Administration, IReadOnlyList<EscalationPath> Paths, IReadOnlyList<EscalationPath> Left, bool Together);
