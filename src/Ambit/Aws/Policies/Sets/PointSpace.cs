using Ambit.Aws.Conditions;

namespace Ambit.Aws.Policies.Sets;

/// <summary>
/// The values of a key that is compared as number, date, address or Boolean: a line that the policies' own values cut into points
/// and intervals. One value of each is enough to know what every comparison says.
/// </summary>
internal sealed class PointSpace
{
    private readonly List<string> _points = [];
    private readonly List<bool[]> _tests = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);

    /// <summary>Cuts the line.</summary>
    /// <param name="compared">Every comparison of the key, with the values it compares with.</param>
    /// <param name="readable">Whether a request is known to hold only values of that kind.</param>
    /// <param name="texts">Fixed texts that the key is also compared with.</param>
    public PointSpace(IReadOnlyList<(Comparison Comparison, IReadOnlyList<string> Values)> compared, bool readable, IEnumerable<string> texts)
    {
        var families = compared.Select(c => ComparedValue.FamilyOf(c.Comparison)).OfType<ValueFamily>().Distinct().ToList();
        foreach (var family in families)
            _points.AddRange(ComparedValue.Points(family, compared.Where(c => ComparedValue.FamilyOf(c.Comparison) == family).SelectMany(c => c.Values)));
        Complete = families.Count <= 1;
        if (families.Count == 0)
            return;
        if (!readable)
            _points.Add("-");
        _points.AddRange(texts);
    }

    /// <summary>Whether the points stand for all values.</summary>
    public bool Complete { get; }

    /// <summary>The points.</summary>
    public IReadOnlyList<string> Points => _points;

    /// <summary>Adds a test and gives its number.</summary>
    public int Add(Comparison comparison, IReadOnlyList<string> values)
    {
        var key = $"{comparison}\n{string.Join('\n', values.Order(StringComparer.Ordinal))}";
        if (_numbers.TryGetValue(key, out var number))
            return number;
        return AddTest(key, p => ComparedValue.Holds(comparison, values, p));
    }

    /// <summary>Adds a test under a name of its own and gives its number.</summary>
    public int AddTest(string name, Func<string, bool> test)
    {
        if (_numbers.TryGetValue(name, out var known))
            return known;
        _tests.Add([.. _points.Select(test)]);
        _numbers.Add(name, _tests.Count - 1);
        return _tests.Count - 1;
    }

    /// <summary>The points that meet all the demands.</summary>
    public IEnumerable<string> Meeting(IReadOnlyList<int> demands)
    {
        for (var p = 0; p < _points.Count; p++)
        {
            var at = p;
            if (demands.All(d => _tests[Math.Abs(d) - 1][at] == d > 0))
                yield return _points[p];
        }
    }
}
