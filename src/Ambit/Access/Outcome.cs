namespace Ambit.Access;

/// <summary>The answer to "may it?". <see cref="Conditional"/>: allowed if named conditions hold that nothing known decides.</summary>
public enum Outcome
{
    /// <summary>Nothing allows it.</summary>
    ImplicitlyDenied = 0,

    /// <summary>Something forbids it.</summary>
    ExplicitlyDenied = 1,

    /// <summary>Allowed if the listed conditions hold; they could not be decided from what is known.</summary>
    Conditional = 2,

    /// <summary>Allowed.</summary>
    Allowed = 3,
}
