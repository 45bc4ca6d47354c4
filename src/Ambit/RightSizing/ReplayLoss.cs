namespace Ambit.RightSizing;

/// <summary>Calls of the past that a proposed policy would refuse, or that it cannot decide.</summary>
/// <param name="Principal">Who made them.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Count">How many calls.</param>
/// <param name="LastSeen">The last of them.</param>
/// <param name="Keys">Condition keys that no log keeps, where that is why nothing decides it.</param>
public sealed record ReplayLoss(string Principal, string Action, string? Resource, long Count, DateTimeOffset LastSeen, IReadOnlyList<string> Keys);
