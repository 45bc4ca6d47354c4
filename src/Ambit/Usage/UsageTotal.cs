namespace Ambit.Usage;

/// <summary>All that one principal did with one permission on one resource within a window, summed over days and contexts.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Principal">As the logs name it.</param>
/// <param name="Action">The permission.</param>
/// <param name="Resource">The resource, null where the log names none.</param>
/// <param name="Used">Calls that show the permission was held and used.</param>
/// <param name="Refused">Calls that the cloud refused for lack of permission.</param>
/// <param name="Untold">Calls that failed in a way that tells nothing of permission.</param>
/// <param name="FirstSeen">The first of all these calls.</param>
/// <param name="LastSeen">The last of them.</param>
/// <param name="LastUsed">The last that succeeded, null for none.</param>
/// <param name="Source">The log's own name of the call; one of them where several lead to the permission.</param>
/// <param name="Basis">The weakest way in which one of them was mapped.</param>
public sealed record UsageTotal(
    string Cloud, string Principal, string Action, string? Resource, long Used, long Refused, long Untold,
    DateTimeOffset FirstSeen, DateTimeOffset LastSeen, DateTimeOffset? LastUsed, string Source, MappingBasis Basis);
