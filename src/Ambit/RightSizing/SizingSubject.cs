namespace Ambit.RightSizing;

/// <summary>What is to be right-sized, and whose use counts for it.</summary>
/// <param name="Id">Canonical id of the identity, or the policy's id.</param>
/// <param name="Kind">role, user, group, permissionSet, policy, boundary …: the cloud's own word.</param>
/// <param name="Holders">The principals whose use counts, as the logs name them; one for an identity, several for a policy or a group.</param>
public sealed record SizingSubject(string Id, string Kind, IReadOnlyList<string> Holders);
