using System.Buffers;
using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies;

/// <summary>A template with its variables filled in from one request; lives on the stack.</summary>
internal ref struct Expansion(Span<int> room)
{
    private Span<int> _room = room;
    private int[]? _rented;
    private int _length;

    /// <summary>What was filled in; an unknown value stands as a star.</summary>
    public readonly ReadOnlySpan<int> Tokens => _room[.._length];

    /// <summary>
    /// Fills in. No: a key without a default is missing, or holds several values ("a multivalued key cannot be expanded").
    /// Unknown: a value is not known.
    /// </summary>
    public Truth Fill(Template template, IRequestFacts facts)
    {
        var truth = Truth.Yes;
        foreach (var part in template.Parts)
        {
            if (part.Variable is not { } key)
            {
                Add(part.Tokens);
                continue;
            }
            if (key.Multivalued == true)
                return Truth.No;
            var fact = facts.Find(key);
            if (fact.State is FactState.Present && fact.One is { } value)
                Add(value);
            else if (fact.State is FactState.Absent && part.Default is { } fallback)
                Add(fallback);
            else if (fact.State is FactState.Absent or FactState.Present)
                return Truth.No;
            else
            {
                truth = Truth.Unknown;
                Add([Glob.Star]);
            }
        }
        return truth;
    }

    /// <summary>Gives back what was rented.</summary>
    public readonly void Dispose()
    {
        if (_rented is not null)
            ArrayPool<int>.Shared.Return(_rented);
    }

    private void Add(scoped ReadOnlySpan<int> tokens)
    {
        tokens.CopyTo(Grow(tokens.Length));
    }

    private void Add(string value)
    {
        var into = Grow(value.Length);
        for (var i = 0; i < value.Length; i++)
            into[i] = value[i];
    }

    private Span<int> Grow(int by)
    {
        if (_length + by > _room.Length)
        {
            var larger = ArrayPool<int>.Shared.Rent((_length + by) * 2);
            _room[.._length].CopyTo(larger);
            Dispose();
            _rented = larger;
            _room = larger;
        }
        var span = _room.Slice(_length, by);
        _length += by;
        return span;
    }
}
