namespace Ambit.Aws.Policies.Sets;

/// <summary>A part of a request that holds a text, with unions of globs as its tests.</summary>
/// <param name="domain">What every text there looks like.</param>
/// <param name="variables">How many policy variables of unknown value there are.</param>
/// <param name="budget">What the work is taken from.</param>
internal sealed class TextSpace(Glob domain, int variables, SearchBudget budget) : Space
{
    private const string WordCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";
    private const int MostWords = 24;
    private static readonly IReadOnlyList<Glob> NotEmpty = [new([new(GlobStep.One), new(GlobStep.Run)])];
    private readonly List<IReadOnlyList<Glob>> _tests = [];
    private readonly Dictionary<(int Test, bool Loose), TextAutomaton> _automata = [];
    private readonly Dictionary<IReadOnlyList<Glob>, int> _numbers = new(SameGlobs.Instance);
    private Alphabet? _alphabet;
    private WordSet? _never;

    /// <summary>Makes a better example of the shortest text, given a way to ask whether a text fits.</summary>
    public Func<string, Func<string, bool>, string>? Better { get; init; }

    /// <summary>Words that no text here is, sorted by ordinal.</summary>
    public IReadOnlyList<string> Never { get; init; } = [];

    /// <summary>Adds a test, the union of the globs, and gives its number; equal tests have one number.</summary>
    public int Add(IReadOnlyList<Glob> globs)
    {
        if (_numbers.TryGetValue(globs, out var number))
            return number;
        if (_alphabet is not null)
            throw new InvalidOperationException("tests are added before the first search");
        _tests.Add(globs);
        _numbers.Add(globs, _tests.Count - 1);
        return _tests.Count - 1;
    }

    /// <summary>Whether every glob of every test is one fixed text.</summary>
    public bool AllFixed => _tests.TrueForAll(t => t.All(g => g.Fixed is not null));

    /// <summary>The fixed texts among the globs.</summary>
    public IEnumerable<string> FixedTexts => _tests.SelectMany(t => t).Select(g => g.Fixed).OfType<string>();

    /// <summary>Whether a text meets a demand.</summary>
    public bool Meets(string text, int demand) => Automaton(Math.Abs(demand) - 1, loose: false).Matches(text) == demand > 0;

    /// <inheritdoc/>
    protected override Possibility Search(ReadOnlySpan<int> demands, out SpaceValue value)
    {
        var sets = Sets(demands, out var marks);
        var possible = Never.Count == 0 ? TextSearch.Find(sets, Symbols, marks, budget, out var text) : FindAllowed(sets, marks, out text);
        value = text is null ? default : SpaceValue.Of(text);
        return possible;
    }

    /// <summary>
    /// The words that no text is are thousands, and their product with the rest is large: so the search goes without them, and only
    /// what it finds among them is then left out, word by word.
    /// </summary>
    private Possibility FindAllowed(List<(TextSet Set, bool In)> sets, bool marks, out string? text)
    {
        var never = sets[^1];
        var found = new List<Glob>();
        for (var round = 0; round < MostWords; round++)
        {
            sets[^1] = (new TextAutomaton(found, Symbols, budget: budget), false);
            var possible = TextSearch.Find(sets, Symbols, marks, budget, out text);
            if (possible is not Possibility.Some || !never.Set.Matches(text))
                return possible;
            found.Add(Glob.Exact(text!));
        }

        sets[^1] = never;
        return TextSearch.Find(sets, Symbols, marks, budget, out text);
    }

    /// <inheritdoc/>
    public override Possibility Example(IReadOnlyList<int> demands, out SpaceValue value)
    {
        var possible = Find(demands, out value);
        if (possible is Possibility.Some)
            value = SpaceValue.Of(Improve(Sets([.. demands], out var marks), marks, value.Texts![0]));
        return possible;
    }

    private string Improve(List<(TextSet Set, bool In)> sets, bool marks, string text)
    {
        if (Better is not null)
            text = Better(text, t => TextSearch.Matches(sets, t));
        if (text.Length == 0)
        {
            sets.Add((Automaton(-2, loose: false), true));
            return TextSearch.Find(sets, Symbols, marks, budget, out var longer) is Possibility.Some ? longer! : text;
        }

        // A text that ends where a `*` begins reads better with something in the place of the `*`.
        if (text[^1] is '/' or ':' or '-' && TextSearch.Matches(sets, text + Symbols[Symbols.Other]))
            return text + Symbols[Symbols.Other];
        return text;
    }

    private List<(TextSet Set, bool In)> Sets(ReadOnlySpan<int> demands, out bool marks)
    {
        marks = false;
        var sets = new List<(TextSet, bool)> { (Automaton(-1, loose: false), true) };
        foreach (var demand in demands)
        {
            if (demand < 0)
            {
                sets.Add((Automaton(-demand - 1, loose: false), false));
                continue;
            }

            // Every real text that is in the sets splits as one of the patterns of the first such set says, marks in the places
            // of its variables. Of the further sets it is only asked that they could hold it: that is a superset of the truth.
            var variable = _tests[demand - 1].Any(g => g.HasVariable);
            sets.Add((Automaton(demand - 1, loose: marks), true));
            marks |= variable;
        }

        if (marks)
            Loosen(demands, sets);
        if (Never.Count > 0)
            sets.Add((_never ??= new WordSet(Never, Symbols), false));
        return sets;
    }

    private void Loosen(ReadOnlySpan<int> demands, List<(TextSet Set, bool In)> sets)
    {
        var strict = false;
        var at = 1;
        foreach (var demand in demands)
        {
            if (demand > 0)
            {
                var variable = _tests[demand - 1].Any(g => g.HasVariable);
                if (!variable || strict)
                    sets[at] = (Automaton(demand - 1, loose: true), true);
                strict |= variable;
            }

            at++;
        }

        sets[0] = (Automaton(-1, loose: true), true);
    }

    private TextAutomaton Automaton(int test, bool loose)
    {
        if (!_automata.TryGetValue((test, loose), out var automaton))
        {
            var globs = test switch { -1 => [domain], -2 => NotEmpty, _ => _tests[test] };
            _automata.Add((test, loose), automaton = new TextAutomaton(globs, Symbols, loose, budget));
        }

        return automaton;
    }

    private Alphabet Symbols => _alphabet ??= new Alphabet(_tests.SelectMany(t => t).Append(domain), Never.Count > 0 ? WordCharacters : "", variables);
}
