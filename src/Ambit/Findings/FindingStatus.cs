namespace Ambit.Findings;

/// <summary>What became of a finding.</summary>
public enum FindingStatus
{
    /// <summary>It stands.</summary>
    Open = 0,

    /// <summary>Somebody accepted it, with a reason and until a day (ambit.yaml); it fails no gate.</summary>
    Accepted = 1,
}
