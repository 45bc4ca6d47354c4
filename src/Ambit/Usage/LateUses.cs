using System.Runtime.InteropServices;

namespace Ambit.Usage;

/// <summary>
/// Uses of events of which a better copy may come: they wait until all is read, 32 bytes each, and at most <see cref="Most"/> of them.
/// </summary>
internal sealed class LateUses
{
    /// <summary>How many wait at most in one roll-up; beyond it those at hand are settled among themselves.</summary>
    public const int Most = 1 << 20;

    private readonly List<Late> _uses = [];

    /// <summary>Adds one; tells how many wait.</summary>
    public int Add(ulong fingerprint, ulong order, int place, long utcTicks)
    {
        _uses.Add(new Late(fingerprint, order, utcTicks, place));
        return _uses.Count;
    }

    /// <summary>Adds all of another roll-up, whose places have other numbers here.</summary>
    public void Add(LateUses other, int[] places)
    {
        foreach (ref readonly var use in CollectionsMarshal.AsSpan(other._uses))
            _uses.Add(use with { Place = places[use.Place] });
    }

    /// <summary>Counts of each event the uses of the copy of lowest order, where the event itself was not met.</summary>
    public void Settle(EventMemory memory, UseTable table)
    {
        _uses.Sort(static (a, b) => Late.Compare(a, b));
        var uses = CollectionsMarshal.AsSpan(_uses);
        for (var at = 0; at < uses.Length;)
        {
            ref readonly var best = ref uses[at];
            var counts = memory.First(best.Fingerprint, best.Ticks);
            for (var from = at; at < uses.Length && uses[at].IsOf(uses[from]); at++)
            {
                if (counts && uses[at].Order == uses[from].Order)
                    table.Add(uses[at].Place, best.Ticks, best.Ticks, 1);
            }
        }

        _uses.Clear();
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Late(ulong Fingerprint, ulong Order, long Ticks, int Place)
    {
        public bool IsOf(in Late other) => Fingerprint == other.Fingerprint && Ticks == other.Ticks;

        public static int Compare(in Late one, in Late other)
        {
            var order = one.Fingerprint.CompareTo(other.Fingerprint);
            order = order != 0 ? order : one.Ticks.CompareTo(other.Ticks);
            return order != 0 ? order : one.Order.CompareTo(other.Order);
        }
    }
}
