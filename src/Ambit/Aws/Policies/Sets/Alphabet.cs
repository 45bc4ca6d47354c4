namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// The symbols that a family of globs can tell apart: the characters that stand in them, one more for every character that stands
/// in none, and one a variable. Two texts that differ only in characters of the last kind match the same globs.
/// </summary>
internal sealed class Alphabet
{
    /// <summary>Where the marks of variables begin: noncharacters, which no text of AWS holds.</summary>
    public const char FirstMark = '\ufdd0';

    private const int MostMarks = 32;
    private const string Plain = "xyzabcdefghijklmnopqrstuvw0123456789XYZABCDEFGHIJKLMNOPQRSTUVW-_.~";
    private readonly Dictionary<char, int> _indexes = [];
    private readonly int[] _ascii = new int[128];
    private readonly List<char> _characters = [];

    /// <summary>Collects the symbols of the globs.</summary>
    /// <param name="globs">All globs that are to be compared.</param>
    /// <param name="further">Characters that count besides.</param>
    /// <param name="variables">How many variables there are.</param>
    public Alphabet(IEnumerable<Glob> globs, string further, int variables)
    {
        Add(':');
        foreach (var c in further)
            Add(c);
        foreach (var glob in globs)
        {
            foreach (var token in glob.Tokens)
            {
                if (token.Step is GlobStep.Character)
                    Add(token.Character);
                else if (token.Step is GlobStep.CharacterOfAnyCase)
                    AddAnyCase(token.Character);
            }
        }

        _characters.Add(Unused());
        Other = _characters.Count - 1;
        _ascii.AsSpan().Fill(Other);
        foreach (var (c, index) in _indexes)
        {
            if (c < _ascii.Length)
                _ascii[c] = index;
        }

        Variables = Math.Min(variables, MostMarks);
        for (var v = 0; v < Variables; v++)
            _characters.Add((char)(FirstMark + v));
    }

    /// <summary>How many symbols there are.</summary>
    public int Count => _characters.Count;

    /// <summary>The symbol of all characters that no glob names.</summary>
    public int Other { get; }

    /// <summary>How many of the symbols, the last ones, are variables.</summary>
    public int Variables { get; }

    /// <summary>A character of the symbol.</summary>
    public char this[int symbol] => _characters[symbol];

    /// <summary>The symbol of a character.</summary>
    public int Of(char c) => c < _ascii.Length ? _ascii[c] : _indexes.TryGetValue(c, out var index) ? index : IsMark(c) && c - FirstMark < Variables ? Other + 1 + (c - FirstMark) : Other;

    /// <summary>The number of the variable that a symbol stands for, -1 where it is a character.</summary>
    public int VariableOf(int symbol) => symbol > Other ? symbol - Other - 1 : -1;

    /// <summary>Whether a character is the mark of a variable.</summary>
    public static bool IsMark(char c) => c is >= FirstMark and < (char)(FirstMark + MostMarks);

    private void AddAnyCase(char lower)
    {
        Add(lower);
        Add(char.ToUpperInvariant(lower));
        // The signs for kelvin and ångström lower to letters.
        if (lower == 'k')
            Add('\u212a');
        else if (lower == '\u00e5')
            Add('\u212b');
    }

    private void Add(char c)
    {
        // A long list of actions has few characters: most were seen before.
        if (c < _ascii.Length && _ascii[c] > 0)
            return;
        if (c < _ascii.Length)
            _ascii[c] = 1;
        if (_indexes.TryAdd(c, _characters.Count))
            _characters.Add(c);
    }

    private char Unused()
    {
        foreach (var c in Plain)
        {
            if (!_indexes.ContainsKey(c))
                return c;
        }

        for (var c = '\u00c0'; ; c++)
        {
            if (!_indexes.ContainsKey(c))
                return c;
        }
    }
}
