namespace Ambit.Settings;

/// <summary>How long something may go unused, in days, by class of identity; null means the window of the command.</summary>
/// <param name="People">Users and people.</param>
/// <param name="Workloads">Roles, service principals, service accounts.</param>
/// <param name="BreakGlass">Identities kept for emergencies.</param>
/// <param name="BreakGlassIdentities">Patterns that say which those are.</param>
/// <param name="KeyAge">After how many days a key is to be rotated.</param>
public sealed record WindowSettings(int? People, int? Workloads, int? BreakGlass, IReadOnlyList<string> BreakGlassIdentities, int KeyAge)
{
    /// <summary>What holds where nothing is set.</summary>
    public WindowSettings()
        : this(null, null, 365, [], 90)
    {
    }

    /// <summary>Whether an identity is kept for emergencies.</summary>
    public bool IsBreakGlass(string id, string name) => BreakGlassIdentities.Any(p => NamePattern.Matches(p, id) || NamePattern.Matches(p, name));
}
