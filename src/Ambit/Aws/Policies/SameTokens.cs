using System.Runtime.InteropServices;

namespace Ambit.Aws.Policies;

/// <summary>Patterns are the same where their tokens are.</summary>
internal sealed class SameTokens : IEqualityComparer<int[]>
{
    /// <summary>The one there is.</summary>
    public static readonly SameTokens Instance = new();

    /// <inheritdoc/>
    public bool Equals(int[]? x, int[]? y) => ReferenceEquals(x, y) || (x is not null && y is not null && x.AsSpan().SequenceEqual(y));

    /// <inheritdoc/>
    public int GetHashCode(int[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(MemoryMarshal.AsBytes(obj.AsSpan()));
        return hash.ToHashCode();
    }
}
