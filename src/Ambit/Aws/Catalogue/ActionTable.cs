using System.Runtime.InteropServices;

namespace Ambit.Aws.Catalogue;

/// <summary>The actions, read once: names as strings, the rest left in the text until somebody asks.</summary>
internal sealed class ActionTable
{
    private const int Expected = 24_000;
    private readonly string _text;
    private readonly (int Start, int End)[] _types;
    private readonly int[] _keySets;
    private readonly Dictionary<string, int> _index = new(Expected, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, (int First, int Count)> _ranges = new(512, StringComparer.OrdinalIgnoreCase);

    public ActionTable(string text)
    {
        _text = text;
        var names = new List<string>(Expected);
        var levels = new List<AccessLevel>(Expected);
        var types = new List<(int, int)>(Expected);
        var keySets = new List<int>(Expected);
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var line = text.AsSpan(at, end - at);
            var tab = line.IndexOf('\t');
            var last = line.LastIndexOf('\t');
            names.Add(line[..tab].ToString());
            levels.Add(Level(line[tab + 1]));
            types.Add((at + tab + 3, at + last));
            keySets.Add(int.Parse(line[(last + 1)..]));
            at = end + 1;
        }

        Names = [.. names];
        Levels = [.. levels];
        _types = [.. types];
        _keySets = [.. keySets];
        for (var i = 0; i < Names.Length; i++)
        {
            _index[Names[i]] = i;
        }

        _lookup = _index.GetAlternateLookup<ReadOnlySpan<char>>();
        FindRanges();
    }

    public string[] Names { get; }

    public AccessLevel[] Levels { get; }

    public int IndexOf(ReadOnlySpan<char> action) => _lookup.TryGetValue(action, out var i) ? i : -1;

    public bool WildcardOnly(int action) => _types[action].Start >= _types[action].End;

    public string ResourceTypes(int action) => _types[action] is var (start, end) && start < end ? _text[start..end] : "";

    /// <summary>The resource types as the catalogue writes them, without a string of their own.</summary>
    public ReadOnlySpan<char> ResourceTypeText(int action) => _types[action] is var (start, end) && start < end ? _text.AsSpan(start, end - start) : [];

    public int KeySet(int action) => _keySets[action];

    public (int First, int Count) RangeOf(string service) => _ranges.GetValueOrDefault(service);

    private void FindRanges()
    {
        var lookup = _ranges.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var i = 0; i < Names.Length; i++)
        {
            var prefix = Names[i].AsSpan(0, Names[i].IndexOf(':'));
            ref var range = ref CollectionsMarshal.GetValueRefOrAddDefault(lookup, prefix, out var known);
            range = known ? (range.First, range.Count + 1) : (i, 1);
        }
    }

    private static AccessLevel Level(char letter) =>
        letter switch
        {
            'L' => AccessLevel.List,
            'R' => AccessLevel.Read,
            'W' => AccessLevel.Write,
            'T' => AccessLevel.Tagging,
            'P' => AccessLevel.PermissionsManagement,
            _ => throw new FormatException($"access level `{letter}` in the catalogue"),
        };
}
