using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies.Sets;

/// <summary>Actions of the catalogue as bits, for requests that take no resource.</summary>
internal sealed class CatalogueActions
{
    private static readonly Lazy<(string[] Words, ulong[] Bits)> WithoutResources = new(Find);
    private readonly Dictionary<string, ulong[]> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The actions without resource types, lower case, sorted by ordinal.</summary>
    public static IReadOnlyList<string> WithoutResource => WithoutResources.Value.Words;

    /// <summary>The same as bits over the catalogue.</summary>
    public static ulong[] WithoutResourceBits => WithoutResources.Value.Bits;

    /// <summary>The actions that match one of the patterns.</summary>
    public ulong[] Bits(IReadOnlyList<string> patterns)
    {
        var key = string.Join('\n', patterns);
        if (!_known.TryGetValue(key, out var bits))
            _known.Add(key, bits = new ActionSet(patterns, AwsCatalogue.Current).Bits());
        return bits;
    }

    private static (string[] Words, ulong[] Bits) Find()
    {
        var catalogue = AwsCatalogue.Current;
        var bits = new ulong[(catalogue.Count + 63) / 64];
        var words = new List<string>();
        for (var i = 0; i < catalogue.Count; i++)
        {
            if (!catalogue.WildcardOnly(i))
                continue;
            bits[i >> 6] |= 1UL << (i & 63);
            words.Add(catalogue.Name(i).ToLowerInvariant());
        }

        words.Sort(StringComparer.Ordinal);
        return ([.. words], bits);
    }
}
