using System.Numerics;
using Ambit.Aws.Access;
using Ambit.Aws.Catalogue;

namespace Ambit.Aws.RightSizing;

/// <summary>
/// How many of the catalogue's actions some policies grant on at least one resource, what they deny everywhere taken out again:
/// the measure of before and after, of the policies alone.
/// </summary>
internal static class GrantedActions
{
    /// <summary>Counts by access level.</summary>
    public static Dictionary<string, int> ByLevel(AwsCatalogue catalogue, PolicyLayer layer)
    {
        var bits = new ulong[(catalogue.Count + 63) / 64];
        foreach (var statement in layer.Allows)
            Combine(bits, statement.Bits, static (a, b) => a | b);
        foreach (var statement in layer.Denies.Where(d => d.EveryResource && d.Conditions.Length == 0))
            Combine(bits, statement.Bits, static (a, b) => a & ~b);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var word = 0; word < bits.Length; word++)
        {
            for (var left = bits[word]; left != 0; left &= left - 1)
            {
                var action = (word << 6) + BitOperations.TrailingZeroCount(left);
                if (action >= catalogue.Count)
                    break;
                var level = catalogue.Level(action).Word();
                counts[level] = counts.GetValueOrDefault(level) + 1;
            }
        }

        return counts;
    }

    private static void Combine(ulong[] into, ulong[] other, Func<ulong, ulong, ulong> how)
    {
        for (var i = 0; i < into.Length; i++)
            into[i] = how(into[i], other[i]);
    }
}
