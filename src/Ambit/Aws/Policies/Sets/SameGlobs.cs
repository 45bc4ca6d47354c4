namespace Ambit.Aws.Policies.Sets;

/// <summary>Two unions of globs are the same where they hold the same globs, in whatever order.</summary>
internal sealed class SameGlobs : IEqualityComparer<IReadOnlyList<Glob>>
{
    /// <summary>The one there is.</summary>
    public static readonly SameGlobs Instance = new();

    /// <inheritdoc/>
    public bool Equals(IReadOnlyList<Glob>? x, IReadOnlyList<Glob>? y) =>
        ReferenceEquals(x, y) || (x is not null && y is not null && x.Count == y.Count && x.ToHashSet().SetEquals(y));

    /// <inheritdoc/>
    public int GetHashCode(IReadOnlyList<Glob> obj)
    {
        // A sum, which does not know the order.
        var hash = obj.Count;
        foreach (var glob in obj)
            hash = unchecked(hash + glob.GetHashCode());
        return hash;
    }
}
