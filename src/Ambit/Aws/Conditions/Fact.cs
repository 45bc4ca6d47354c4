namespace Ambit.Aws.Conditions;

/// <summary>A condition key's state in a request, without allocating for a single value.</summary>
internal readonly struct Fact
{
    private Fact(FactState state, string? one, IReadOnlyList<string>? many, Fact[]? alternatives = null)
    {
        State = state;
        One = one;
        Many = many;
        Alternatives = alternatives;
    }

    /// <summary>Not in the request.</summary>
    public static Fact Absent => default;

    /// <summary>Nothing known.</summary>
    public static Fact Unknown => new(FactState.Unknown, null, null);

    /// <summary>In the request, value unknown.</summary>
    public static Fact PresentUnknown => new(FactState.PresentUnknown, null, null);

    /// <summary>What is known.</summary>
    public FactState State { get; }

    /// <summary>The single value, where there is one.</summary>
    public string? One { get; }

    /// <summary>The values of a key that was given as a list, or that holds several.</summary>
    public IReadOnlyList<string>? Many { get; }

    /// <summary>The states it may be in.</summary>
    public Fact[]? Alternatives { get; }

    /// <summary>How many values there are.</summary>
    public int Count => Many?.Count ?? (One is null ? 0 : 1);

    /// <summary>A value by its place.</summary>
    public string this[int index] => Many is null ? One! : Many[index];

    /// <summary>One known value; null is absent.</summary>
    public static Fact Of(string? value) => value is null ? Absent : new Fact(FactState.Present, value, null);

    /// <summary>A list of known values; an empty one is absent ("ForAllValues … resolves to a null data set").</summary>
    public static Fact OfMany(IReadOnlyList<string> values) =>
        values.Count == 0 ? Absent : new Fact(FactState.Present, values.Count == 1 ? values[0] : null, values);

    /// <summary>One of several states.</summary>
    public static Fact OneOf(params Fact[] states) => new(FactState.OneOf, null, null, states);
}
