namespace Ambit.Aws.Policies.Sets;

/// <summary>The union of some globs as a deterministic automaton, its states made when they are first reached.</summary>
internal sealed class TextAutomaton : TextSet
{
    private readonly Alphabet _alphabet;
    private readonly GlobToken[] _tokens;
    private readonly bool _loose;
    private readonly SearchBudget? _budget;
    private readonly List<int[]> _positions = [];
    private readonly List<int[]> _next = [];
    private readonly List<bool> _accepting = [];
    private readonly List<bool> _full = [];
    private readonly Dictionary<int[], int> _states = new(PositionsComparer.Instance);
    private readonly int[] _seen;
    private int _stamp;

    /// <summary>Builds the automaton.</summary>
    /// <param name="globs">The globs of the union; none is the empty set.</param>
    /// <param name="alphabet">The symbols.</param>
    /// <param name="loose">
    /// Whether the value of a variable may be read as any text (a superset of the set) rather than as itself alone (a subset).
    /// </param>
    /// <param name="budget">What the work is taken from.</param>
    public TextAutomaton(IEnumerable<Glob> globs, Alphabet alphabet, bool loose = false, SearchBudget? budget = null)
    {
        _budget = budget;
        _alphabet = alphabet;
        _loose = loose;
        var all = globs as IReadOnlyCollection<Glob> ?? [.. globs];
        _tokens = new GlobToken[all.Sum(g => g.Tokens.Length + 1)];
        _seen = new int[_tokens.Length];
        var at = 0;
        foreach (var glob in all)
        {
            glob.Tokens.CopyTo(_tokens.AsSpan(at));
            at += glob.Tokens.Length;
            _tokens[at++] = new GlobToken(GlobStep.End);
        }

        var first = new List<int>(all.Count);
        _stamp++;
        at = 0;
        foreach (var glob in all)
        {
            Reach(at, first);
            at += glob.Tokens.Length + 1;
        }
        Start = StateOf(first);
    }

    /// <inheritdoc/>
    public override int Start { get; }

    /// <inheritdoc/>
    public override bool Accepts(int state) => _accepting[state];

    /// <inheritdoc/>
    public override bool IsDead(int state) => _positions[state].Length == 0;

    /// <inheritdoc/>
    public override bool IsFull(int state) => _full[state];

    /// <inheritdoc/>
    public override int Next(int state, int symbol)
    {
        var known = _next[state][symbol];
        return known >= 0 ? known : Make(state, symbol);
    }

    /// <inheritdoc/>
    public override bool Matches(ReadOnlySpan<char> text)
    {
        var state = Start;
        foreach (var c in text)
            state = Next(state, _alphabet.Of(c));
        return Accepts(state);
    }

    private int Make(int state, int symbol)
    {
        _budget?.Spend(_positions[state].Length);
        var reached = new List<int>();
        _stamp++;
        foreach (var position in _positions[state])
            Step(position, symbol, reached);
        var made = StateOf(reached);
        _next[state][symbol] = made;
        return made;
    }

    private void Step(int position, int symbol, List<int> reached)
    {
        var token = _tokens[position];
        if (_alphabet.VariableOf(symbol) is >= 0 and var variable)
        {
            StepOverVariable(position, token, variable, reached);
            return;
        }

        var c = _alphabet[symbol];
        switch (token.Step)
        {
            case GlobStep.Character when symbol != _alphabet.Other && token.Character == c:
            case GlobStep.CharacterOfAnyCase when symbol != _alphabet.Other && token.Character == char.ToLowerInvariant(c):
            case GlobStep.One:
            case GlobStep.OneOfPart when c != ':':
                Reach(position + 1, reached);
                break;
            case GlobStep.Run:
            case GlobStep.RunOfPart when c != ':':
            case GlobStep.Variable when _loose:
                Reach(position, reached);
                break;
        }
    }

    private void StepOverVariable(int position, GlobToken token, int variable, List<int> reached)
    {
        if (_loose)
        {
            // The value may be any text: every later position of the same glob can be reached by one.
            for (var p = position; ; p++)
            {
                Reach(p, reached);
                if (_tokens[p].Step is GlobStep.End)
                    return;
            }
        }

        if (token.Step is GlobStep.Run)
            Reach(position, reached);
        else if (token.Step is GlobStep.Variable && token.Variable == variable)
            Reach(position + 1, reached);
    }

    private void Reach(int position, List<int> reached)
    {
        while (_seen[position] != _stamp)
        {
            _seen[position] = _stamp;
            reached.Add(position);
            var token = _tokens[position];
            if (!token.IsRun && !(_loose && token.Step is GlobStep.Variable))
                return;
            position++;
        }
    }

    private int StateOf(List<int> reached)
    {
        reached.Sort();
        var positions = reached.ToArray();
        if (_states.TryGetValue(positions, out var known))
            return known;
        var state = _positions.Count;
        _states.Add(positions, state);
        _positions.Add(positions);
        var next = new int[_alphabet.Count];
        next.AsSpan().Fill(-1);
        _next.Add(next);
        _accepting.Add(Array.Exists(positions, p => _tokens[p].Step is GlobStep.End));
        _full.Add(Array.Exists(positions, p => _tokens[p].Step is GlobStep.Run && _tokens[p + 1].Step is GlobStep.End));
        return state;
    }

    private sealed class PositionsComparer : IEqualityComparer<int[]>
    {
        public static readonly PositionsComparer Instance = new();

        public bool Equals(int[]? x, int[]? y) => x.AsSpan().SequenceEqual(y);

        public int GetHashCode(int[] positions)
        {
            var hash = new HashCode();
            hash.AddBytes(System.Runtime.InteropServices.MemoryMarshal.AsBytes(positions.AsSpan()));
            return hash.ToHashCode();
        }
    }
}
