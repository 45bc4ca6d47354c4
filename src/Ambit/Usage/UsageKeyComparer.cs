using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>
/// Compares keys of roll-ups by content, ordinal. Its hash reads 16 bytes at a time and begins with a number that no stranger knows,
/// so that keys from a hostile log cannot be made to collide.
/// </summary>
internal sealed class UsageKeyComparer : IEqualityComparer<UsageKey>
{
    /// <summary>The comparer of this process.</summary>
    public static readonly UsageKeyComparer Instance = new();

    private readonly ulong _seed = ((ulong)(uint)"seed".GetHashCode(StringComparison.Ordinal) << 32) | (uint)"again".GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(UsageKey x, UsageKey y) =>
        string.Equals(x.Resource, y.Resource, StringComparison.Ordinal) && string.Equals(x.Action, y.Action, StringComparison.Ordinal)
        && string.Equals(x.Principal, y.Principal, StringComparison.Ordinal) && x.Context.Equals(y.Context) && x.Outcome == y.Outcome && x.Basis == y.Basis
        && string.Equals(x.Source, y.Source, StringComparison.Ordinal) && string.Equals(x.Cloud, y.Cloud, StringComparison.Ordinal);

    /// <inheritdoc/>
    public int GetHashCode(UsageKey key)
    {
        var hash = Of(key.Principal, _seed ^ (uint)key.Context.GetHashCode());
        hash = Of(key.Action, hash);
        hash = Of(key.Resource, hash);
        hash = Of(key.Source, hash ^ (ulong)key.Outcome);
        return (int)(hash ^ (hash >> 32));
    }

    private static ulong Of(string? text, ulong seed) => ByteHash.Of(MemoryMarshal.AsBytes(text.AsSpan()), seed);
}
