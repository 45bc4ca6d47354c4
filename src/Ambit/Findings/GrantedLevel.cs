namespace Ambit.Findings;

/// <summary>How much of one access level an identity was granted, and how much of it was needed.</summary>
/// <param name="Level">The access level in the catalogue's words; <c>Unknown</c> where the catalogue does not know the action.</param>
/// <param name="Used">Actions whose use the logs show within the window.</param>
/// <param name="Unused">Actions whose use the logs would have shown, and do not.</param>
/// <param name="NotObservable">Actions whose use the logs at hand could not have shown.</param>
public sealed record GrantedLevel(string Level, int Used, int Unused, int NotObservable)
{
    /// <summary>All of them.</summary>
    public int Granted => Used + Unused + NotObservable;
}
