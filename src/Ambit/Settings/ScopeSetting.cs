namespace Ambit.Settings;

/// <summary>What is set of one account, subscription, project or cluster.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">The name people know it by, null where not set.</param>
/// <param name="Environment">production, staging, development … in the owner's words; null where not set.</param>
public sealed record ScopeSetting(string Id, string? Name, string? Environment)
{
    /// <summary>Whether <see cref="Environment"/> means production.</summary>
    public bool Production => Environment is not null && ProductionScopes.MeansProduction(Environment);
}
