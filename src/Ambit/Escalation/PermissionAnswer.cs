using Ambit.Access;

namespace Ambit.Escalation;

/// <summary>An answer with what it rests on.</summary>
/// <param name="Outcome">Allowed, Conditional, or one of the denials.</param>
/// <param name="Conditions">What a Conditional answer waits for.</param>
/// <param name="Sides">What must each keep one grant for the answer to stay: the identity's side, and the resource's where both are needed.</param>
public sealed record PermissionAnswer(Outcome Outcome, IReadOnlyList<OpenCondition> Conditions, IReadOnlyList<IReadOnlyList<PermissionGrant>> Sides)
{
    /// <summary>No.</summary>
    public static readonly PermissionAnswer No = new(Outcome.ImplicitlyDenied, [], []);

    /// <summary>Whether it is allowed, at least under conditions.</summary>
    public bool Holds => Outcome is Outcome.Allowed or Outcome.Conditional;
}
