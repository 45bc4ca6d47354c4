namespace Ambit.Access;

/// <summary>The answer to one simulated request.</summary>
/// <param name="Outcome">The decision; never conditional, the world is closed.</param>
/// <param name="BlockedBy">The layers that stand in the way.</param>
/// <param name="Matched">The statements that apply.</param>
/// <param name="MissingContext">Keys that conditions asked for and that the request does not hold.</param>
public sealed record SimulationAnswer(
    Outcome Outcome, IReadOnlyList<string> BlockedBy, IReadOnlyList<StatementReference> Matched, IReadOnlyList<string> MissingContext);
