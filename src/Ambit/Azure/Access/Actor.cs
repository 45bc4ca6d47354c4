using Ambit.Azure.Inventory;

namespace Ambit.Azure.Access;

/// <summary>
/// Somebody who asks: an identity with all that its token carries, the same after it has activated what it is eligible for, or the
/// owner of a scope (who may assign itself any role beneath).
/// </summary>
/// <param name="Id">Canonical id; with <c>#</c> and what was activated; a scope's id for the owner of the scope.</param>
/// <param name="Object">The identity, null for the owner of a scope.</param>
/// <param name="Principals">Object ids in the token: its own and those of all groups it is in.</param>
/// <param name="Assignments">Azure roles.</param>
/// <param name="Holdings">Entra roles.</param>
/// <param name="AppRoles">Application permissions.</param>
/// <param name="Power">The scope that it owns, normal form; null for an identity.</param>
internal sealed record Actor(
    string Id, DirectoryObject? Object, IReadOnlySet<string> Principals, IReadOnlyList<AzureRoleAssignment> Assignments,
    IReadOnlyList<RoleHolding> Holdings, IReadOnlyList<AppRoleHolding> AppRoles, string? Power)
{
    /// <summary>Ids of denials that it takes away before it acts.</summary>
    public IReadOnlySet<string> Lifted { get; init; } = NoDenials;

    private static readonly HashSet<string> NoDenials = [];

    /// <summary>Nobody, with one Entra role: for what such a role would allow.</summary>
    public static Actor Holding(RoleHolding holding) => new("asked", null, new HashSet<string>(StringComparer.Ordinal), [], [holding], [], null);

    /// <summary>The distinct Azure roles it holds anywhere.</summary>
    public IReadOnlyList<string> Roles { get; } = [.. Assignments.Select(a => a.Role).Distinct(StringComparer.Ordinal)];

    /// <summary>Whether it holds an Entra role for the whole tenant, now.</summary>
    public bool HoldsRole(string role) => Holdings.Any(h => h.Role == role && h.Scope == "/");
}
