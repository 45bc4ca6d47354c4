namespace Ambit.Azure.Inventory;

/// <summary>Eligibility for membership or ownership of a group by PIM.</summary>
/// <param name="Id">The instance's id.</param>
/// <param name="Group">Object id, lower case.</param>
/// <param name="Principal">Object id, lower case.</param>
/// <param name="Owner">Whether it is ownership.</param>
/// <param name="EndsAt">When it ends, null for never.</param>
public sealed record GroupEligibility(string Id, string Group, string Principal, bool Owner, DateTimeOffset? EndsAt);
