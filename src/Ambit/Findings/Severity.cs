namespace Ambit.Findings;

/// <summary>How bad a finding is, mildest first.</summary>
public enum Severity
{
    /// <summary>Hygiene.</summary>
    Low = 0,

    /// <summary>Worth a plan.</summary>
    Medium = 1,

    /// <summary>Worth this week.</summary>
    High = 2,

    /// <summary>Worth today.</summary>
    Critical = 3,
}
