using Ambit.Usage;

namespace Ambit.RightSizing;

/// <summary>What a right-sizing is asked.</summary>
/// <param name="Window">The time that "used" is asked of.</param>
/// <param name="Resources">How resources are generalised.</param>
/// <param name="KeepUnlogged">Whether permissions that the logs at hand could not have shown are kept (and labelled); else they go.</param>
/// <param name="Reported">What the cloud itself reports, where no log tells and it takes the place of logs; null where logs do.</param>
/// <param name="Split">For a policy with several holders: one policy a holder instead of one for all.</param>
public sealed record SizingOptions(UsageWindow Window, ResourceRule Resources = ResourceRule.Path, bool KeepUnlogged = true, bool Split = false, ReportedUses? Reported = null);
