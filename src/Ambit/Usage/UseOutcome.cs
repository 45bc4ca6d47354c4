namespace Ambit.Usage;

/// <summary>What became of a call.</summary>
public enum UseOutcome
{
    /// <summary>It succeeded, or failed for a reason that shows the caller was authorised.</summary>
    Used = 0,

    /// <summary>The cloud refused it for lack of permission: tried, not used.</summary>
    Refused = 1,

    /// <summary>It failed in a way that tells nothing of permission (throttling, a broken request).</summary>
    Untold = 2,
}
