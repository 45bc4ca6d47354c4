namespace Ambit.Escalation;

/// <summary>A way from one node to another.</summary>
/// <param name="From">The identity that starts.</param>
/// <param name="To">The node that is reached.</param>
/// <param name="Hops">The steps in the order they are taken; power that is written onto an identity stands after the steps that take it.</param>
public sealed record EscalationPath(string From, string To, IReadOnlyList<EscalationEdge> Hops)
{
    /// <summary>Whether no step waits for a condition.</summary>
    public bool Certain => Hops.All(h => h.Certain);
}
