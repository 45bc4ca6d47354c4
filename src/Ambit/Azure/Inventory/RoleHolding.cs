namespace Ambit.Azure.Inventory;

/// <summary>An Entra directory role that a principal holds or may activate.</summary>
/// <param name="Id">The assignment's id.</param>
/// <param name="Principal">Object id, lower case.</param>
/// <param name="Role">The role's template id (built-in) or id (custom), lower case.</param>
/// <param name="Scope"><c>/</c>, <c>/administrativeunits/ID</c> or <c>/OBJECTID</c>; lower case.</param>
/// <param name="Eligible">Whether it has to be activated first.</param>
/// <param name="EndsAt">When it ends by itself, null for never.</param>
/// <param name="StartsAt">When it began.</param>
public sealed record RoleHolding(string Id, string Principal, string Role, string Scope, bool Eligible, DateTimeOffset? EndsAt, DateTimeOffset? StartsAt)
{
    /// <summary>Whether it is an eligible role that is activated just now, and ends by itself.</summary>
    public bool Activated { get; init; }

    /// <summary>The unit it is scoped to, null for none.</summary>
    public string? Unit => Scope.StartsWith("/administrativeunits/", StringComparison.Ordinal) ? Scope["/administrativeunits/".Length..] : null;

    /// <summary>The object it is scoped to, null for none.</summary>
    public string? Object => Scope.Length > 1 && Unit is null ? Scope.TrimStart('/').Split('/')[^1] : null;
}
