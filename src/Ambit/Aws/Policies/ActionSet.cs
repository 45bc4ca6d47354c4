using Ambit.Aws.Catalogue;

namespace Ambit.Aws.Policies;

/// <summary>
/// The values of an Action or NotAction element. The first questions are answered by the patterns; a set that is asked often turns
/// into bits over the catalogue, one a known action.
/// </summary>
internal sealed class ActionSet
{
    private const int AsksBeforeBits = 16;

    private readonly Glob[] _patterns;
    private readonly AwsCatalogue? _catalogue;
    private readonly bool _all;
    private ulong[]? _bits;
    private int _asks;

    public ActionSet(IReadOnlyList<string> patterns, AwsCatalogue? catalogue)
    {
        Patterns = patterns;
        _catalogue = catalogue;
        _patterns = [.. patterns.Select(p => Glob.Of(p.ToLowerInvariant()))];
        _all = Array.Exists(_patterns, p => p.MatchesAll);
    }

    /// <summary>As the policy spells them.</summary>
    public IReadOnlyList<string> Patterns { get; }

    /// <summary>Whether the action is of the set.</summary>
    public bool Contains(ActionName action)
    {
        if (_all)
            return true;
        var bits = _bits;
        if (bits is not null && action.Index >= 0)
            return (bits[action.Index >> 6] & (1UL << (action.Index & 63))) != 0;
        if (_catalogue is not null && ++_asks == AsksBeforeBits)
            _bits = Build();
        return ContainsText(action.Lower);
    }

    /// <summary>The set as bits over the catalogue, bit i for the action i.</summary>
    public ulong[] Bits() => _bits ??= Build();

    /// <summary>Whether an action text, lower case, is of the set.</summary>
    public bool ContainsText(string lower)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Matches(lower))
                return true;
        }
        return false;
    }

    private ulong[] Build()
    {
        var catalogue = _catalogue ?? throw new InvalidOperationException("bits need a catalogue");
        var bits = new ulong[(catalogue.Count + 63) / 64];
        foreach (var pattern in _patterns)
            Mark(bits, pattern, catalogue);
        return bits;
    }

    private static void Mark(ulong[] bits, Glob pattern, AwsCatalogue catalogue)
    {
        if (!pattern.HasWildcard)
        {
            Set(bits, catalogue.IndexOf(string.Concat(pattern.Tokens.ToArray().Select(t => (char)t))));
            return;
        }
        var (first, count) = Range(pattern.Tokens, catalogue);
        Span<char> lower = stackalloc char[256];
        for (var i = first; i < first + count; i++)
        {
            var length = catalogue.Name(i).AsSpan().ToLowerInvariant(lower);
            if (length >= 0 && pattern.Matches(lower[..length]))
                Set(bits, i);
        }
    }

    /// <summary>The actions that a pattern may match: those of its service where no wildcard stands before the colon.</summary>
    private static (int First, int Count) Range(ReadOnlySpan<int> tokens, AwsCatalogue catalogue)
    {
        var colon = tokens.IndexOf(':');
        if (colon < 0 || tokens[..colon].ContainsAny(Glob.Star, Glob.One))
            return (0, catalogue.Count);
        var service = catalogue.Service(string.Concat(tokens[..colon].ToArray().Select(t => (char)t)));
        return service is null ? (0, 0) : (service.First, service.Count);
    }

    private static void Set(ulong[] bits, int index)
    {
        if (index >= 0)
            bits[index >> 6] |= 1UL << (index & 63);
    }
}
