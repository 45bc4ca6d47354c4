namespace Ambit.Usage;

/// <summary>Two names of one principal: the one that some logs give and the canonical one.</summary>
/// <param name="Cloud">The cloud's name.</param>
/// <param name="Alias">A unique id (<c>AROA…</c>), a session's key, a sign-in name.</param>
/// <param name="Principal">The canonical id.</param>
public sealed record KnownName(string Cloud, string Alias, string Principal)
{
    /// <summary>
    /// Which of two canonical ids is kept for an alias. It does not depend on which was met first; a role's ARN with its path is longer
    /// than the one without.
    /// </summary>
    public static string Better(string one, string other) =>
        one.Length != other.Length ? (one.Length > other.Length ? one : other) : string.CompareOrdinal(one, other) > 0 ? one : other;
}
