using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Ambit.Usage;

/// <summary>
/// Tells the processor that a place will be looked at soon. Tables of millions of places lie in main memory; asked one after another
/// each look-up waits for it, told before they wait beside each other.
/// </summary>
internal static class Prefetch
{
    /// <summary>Fetches a place; does nothing where the processor knows no such thing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Of<T>(ref T place)
    {
        // Invariant: the address is never followed, so it may be stale by the time the collector has moved what was there.
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref place));
    }
}
