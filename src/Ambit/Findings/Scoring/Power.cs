namespace Ambit.Findings.Scoring;

/// <summary>How many actions of each access level an identity holds, uses, and holds for nothing.</summary>
internal sealed class Power
{
    private readonly Dictionary<string, (int Used, int Unused, int Unseen)> _levels;

    /// <summary>Takes what was granted.</summary>
    public Power(IEnumerable<GrantedLevel> granted) =>
        _levels = granted.ToDictionary(l => l.Level, l => (l.Used, l.Unused, l.NotObservable), StringComparer.Ordinal);

    /// <summary>How much an action of a level weighs: who may change permissions can take everything else.</summary>
    public static double Weight(string level) => level switch
    {
        "Permissions management" => 5,
        "Write" => 3,
        "Read" => 1.5,
        "Tagging" => 1,
        _ => 0.5,
    };

    /// <summary>How many actions of a level are held; with <paramref name="sized"/> only what a right-sizing would leave.</summary>
    public int Held(string level, bool sized)
    {
        var (used, unused, unseen) = _levels.GetValueOrDefault(level);
        return sized ? used : used + unused + unseen;
    }

    /// <summary>Actions that the logs would have shown and did not.</summary>
    public int Unused => _levels.Values.Sum(l => l.Unused);

    /// <summary>Weight of what was used.</summary>
    public double UsedWeight => _levels.Sum(l => l.Value.Used * Weight(l.Key));

    /// <summary>Weight of what was not.</summary>
    public double UnusedWeight => _levels.Sum(l => l.Value.Unused * Weight(l.Key));
}
